package dev.weft.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The test classes of our own: of the mutated modules, and what a user does. */
final class OwnTests {
    private static final List<String> FOLDERS = List.of(
            "protocol/target/test-classes",
            "pool/target/test-classes",
            "core/target/test-classes",
            "it-tests/target/test-classes/dev/weft/user");

    /** Specifications are the other judge; the rest measures or searches, and takes its time over it. */
    private static final Pattern LEFT_OUT = Pattern.compile(
            ".*(Spec|Lincheck|Stress|Allocation|Memory|Budget|Fairness|PinnedCallers|StuckPool|NoThreadLeft)Test");

    private OwnTests() {}

    /** Their names; if some are asked for by a part of the name, of those only. */
    static List<String> classes() {
        Path root = Path.of(System.getProperty("weft.root"));
        List<String> parts = List.of(System.getProperty(Mutants.TESTS).split(","));
        return FOLDERS.stream()
                .flatMap(folder -> classes(root.resolve(folder)))
                .filter(name -> parts.stream().anyMatch(name::contains))
                .sorted()
                .toList();
    }

    private static Stream<String> classes(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .map(Path::toString)
                    .filter(name -> name.endsWith("Test.class"))
                    .map(name -> name.substring(name.indexOf("test-classes") + "test-classes/".length()))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .filter(name -> !LEFT_OUT.matcher(name).matches())
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
