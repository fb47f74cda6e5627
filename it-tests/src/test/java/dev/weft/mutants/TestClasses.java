package dev.weft.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The test classes that judge as they are, by name. */
final class TestClasses {
    private static final List<String> MODULES =
            List.of("protocol/target/test-classes", "pool/target/test-classes", "core/target/test-classes");

    /** They measure or search, and take their time over it. */
    private static final Pattern SLOW = Pattern.compile(
            ".*(Lincheck|Stress|Allocation|Memory|Budget|Fairness|PinnedCallers|StuckPool|NoThreadLeft)Test");

    private TestClasses() {}

    /** One per suite of data. The unified suites are asked file by file instead. */
    static List<String> suites() {
        return Stream.concat(MODULES.stream(), Stream.of("it-tests/target/test-classes/dev/weft/specification"))
                .flatMap(TestClasses::in)
                .filter(name -> name.endsWith("SpecTest"))
                .sorted()
                .toList();
    }

    /** Those that no specification gave us, of the mutated modules and of what a user does; only some if parts of names are asked for. */
    static List<String> own() {
        List<String> parts = List.of(System.getProperty(Mutants.TESTS).split(","));
        return Stream.concat(MODULES.stream(), Stream.of("it-tests/target/test-classes/dev/weft/user"))
                .flatMap(TestClasses::in)
                .filter(name ->
                        !name.endsWith("SpecTest") && !SLOW.matcher(name).matches())
                .filter(name -> parts.stream().anyMatch(name::contains))
                .sorted()
                .toList();
    }

    private static Stream<String> in(String folder) {
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty("weft.root"), folder))) {
            return files
                    .map(Path::toString)
                    .filter(name -> name.endsWith("Test.class"))
                    .map(name -> name.substring(name.indexOf("test-classes") + "test-classes/".length()))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
