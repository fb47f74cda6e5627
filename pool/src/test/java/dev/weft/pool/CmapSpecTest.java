package dev.weft.pool;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The unit files of the CMAP suite ({@code connection-monitoring-and-pooling/tests/cmap-format}), each a test. The
 * files of style "integration" need the fail points of a real server and are left to the integration tests.
 */
class CmapSpecTest {
    @TestFactory
    Stream<DynamicTest> everyUnitFilePasses() throws IOException {
        return files().stream()
                .filter(CmapSpecTest::isUnit)
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> run(file)));
    }

    private static void run(Path file) throws Exception {
        new CmapRun(read(file)).run();
    }

    private static boolean isUnit(Path file) {
        return read(file).getString("style").getValue().equals("unit");
    }

    private static List<Path> files() throws IOException {
        Path folder = Path.of(System.getProperty("weft.specifications", "../../shared/specifications"))
                .resolve("connection-monitoring-and-pooling/tests/cmap-format");
        assumeTrue(Files.isDirectory(folder), "the CMAP suite is missing: no folder " + folder.toAbsolutePath());
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(each -> each.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static BsonDocument read(Path file) {
        try {
            return BsonDocument.parse(Files.readString(file));
        } catch (IOException unreadable) {
            return fail("can't read " + file, unreadable);
        }
    }
}
