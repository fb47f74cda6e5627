package dev.weft.protocol.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

/**
 * The published data of MongoDB's driver specifications, read from the folder that {@code -Dweft.specifications} names. The folder
 * looks like {@code source/} of github.com/mongodb/specifications.
 */
public final class Specifications {
    private Specifications() {}

    /** The JSON files of one folder, such as {@code "bson-corpus/tests"}, in order; the test is skipped when it is not there. */
    public static List<Path> files(String folder) {
        Path place = root().resolve(folder);
        if (!Files.isDirectory(place)) {
            throw new TestAbortedException(
                    "no " + folder + " in " + root() + ": name the specifications' folder with -Dweft.specifications");
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The cases of all files of one folder. When the folder is not there, one case stands for them all and is skipped: a factory that
     * is skipped itself would leave no trace in the reports.
     */
    public static Stream<DynamicTest> cases(String folder, Function<Path, Stream<DynamicTest>> casesOfFile) {
        try {
            return files(folder).stream().flatMap(casesOfFile);
        } catch (TestAbortedException missing) {
            return Stream.of(DynamicTest.dynamicTest(folder, () -> {
                throw missing;
            }));
        }
    }

    /** The content of one file. */
    public static BsonDocument read(Path file) {
        try {
            return BsonDocument.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder; the test is skipped when none is named, or when it is not there. */
    public static Path root() {
        Path root = Optional.ofNullable(System.getProperty("weft.specifications"))
                .map(Path::of)
                .orElseThrow(() -> new TestAbortedException("-Dweft.specifications names no folder"));
        if (!Files.isDirectory(root)) {
            throw new TestAbortedException(
                    "there is no folder of specifications at " + root + ": name one with -Dweft.specifications");
        }
        return root;
    }
}
