package dev.weft.core.topology;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bson.BsonDocument;

/** The specification's JSON files, where they are present. */
final class SpecFiles {
    private SpecFiles() {}

    static List<Path> under(String folder) {
        var root = Path.of(System.getProperty("weft.specifications", "absent")).resolve(folder);
        assumeTrue(Files.isDirectory(root), () -> "no specification files at " + root + ": set -Dweft.specifications");
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BsonDocument read(Path file) {
        try {
            return BsonDocument.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
