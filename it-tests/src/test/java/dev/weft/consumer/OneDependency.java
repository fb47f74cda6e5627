package dev.weft.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a build tool gives a user whose only dependency is {@code dev.weft:weft}: the POMs that this build wrote to be
 * published, and those of the libraries they name, followed to the end.
 */
final class OneDependency {
    private static final Path ROOT = Path.of(System.getProperty("weft.root"));
    private static final Map<String, String> MODULES =
            Map.of("weft", "api", "weft-core", "core", "weft-pool", "pool", "weft-protocol", "protocol");

    private OneDependency() {}

    /** The published POMs of our own, by artifact. */
    static Map<String, Pom> published() {
        return MODULES.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        module -> Pom.read(ROOT.resolve(module.getValue()).resolve(".flattened-pom.xml"))));
    }

    /** Every artifact that comes along, {@code group:artifact}, and where it lies here. */
    static Map<String, Path> resolved() {
        Map<String, Path> places = new LinkedHashMap<>();
        Map<String, String> versions = new LinkedHashMap<>();
        var open = new ArrayDeque<>(List.of(new Pom.Dependency("dev.weft", "weft", "", "compile", false)));
        while (!open.isEmpty()) {
            Pom.Dependency next = open.remove();
            boolean known = places.containsKey(next.name());
            if (!Set.of("compile", "runtime").contains(next.scope()) || next.optional()) {
                continue;
            }
            if (known) {
                assertEquals(versions.get(next.name()), next.version(), "two versions of " + next.name());
                continue;
            }
            Pom pom = next.group().equals("dev.weft") ? ours(next, places) : library(next, places);
            versions.put(next.name(), pom.version());
            open.addAll(pom.dependencies());
        }
        return places;
    }

    static String path() {
        return resolved().values().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static Pom ours(Pom.Dependency dependency, Map<String, Path> places) {
        Path folder = ROOT.resolve(Optional.ofNullable(MODULES.get(dependency.artifact()))
                .orElseThrow(
                        () -> new AssertionError(dependency.name() + " is not published, and a user would need it")));
        places.put(dependency.name(), folder.resolve("target/classes"));
        return Pom.read(folder.resolve(".flattened-pom.xml"));
    }

    /** Libraries are found on this test's own class path, and their POMs beside them in the local repository. */
    private static Pom library(Pom.Dependency dependency, Map<String, Path> places) {
        assertFalse(dependency.version().isEmpty(), () -> "no version for " + dependency.name());
        String name = dependency.artifact() + "-" + dependency.version();
        Path jar = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> entry.endsWith(name + ".jar") && Files.exists(entry))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not what this build uses itself"));
        places.put(dependency.name(), jar);
        return Pom.read(jar.resolveSibling(name + ".pom"));
    }
}
