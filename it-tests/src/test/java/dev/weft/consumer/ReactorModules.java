package dev.weft.consumer;

import java.io.File;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a user would have on the module path: our four modules as this build made them, and what they depend on. */
final class ReactorModules {
    private static final Set<String> DEPENDENCIES = Set.of(
            "dev.weft.protocol",
            "dev.weft.pool",
            "dev.weft.core",
            "dev.weft.client",
            "org.mongodb.bson",
            "org.mongodb.bson.record.codec",
            "org.jspecify");

    private ReactorModules() {}

    static String path() {
        return Arrays.stream(classPath().split(File.pathSeparator))
                .filter(ReactorModules::wanted)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Surefire may hide the class path in a manifest; then it says so in a property of its own. */
    private static String classPath() {
        return Optional.ofNullable(System.getProperty("surefire.test.class.path"))
                .orElseGet(() -> System.getProperty("java.class.path"));
    }

    private static boolean wanted(String entry) {
        try {
            return ModuleFinder.of(Path.of(entry)).findAll().stream()
                    .anyMatch(
                            module -> DEPENDENCIES.contains(module.descriptor().name()));
        } catch (FindException e) {
            return false; // a jar that can't be a module is none of ours
        }
    }
}
