package dev.weft.specification;

import dev.weft.protocol.testing.Specifications;
import dev.weft.testbed.Deployment;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The files of the CMAP suite ({@code connection-monitoring-and-pooling/tests/cmap-format}) whose style is "integration": a client's real pool
 * against a server whose handshakes a fail point slows down or breaks. Those of style "unit" run against the pool alone.
 */
class CmapIntegrationSpecTest {
    @TestFactory
    Stream<DynamicTest> everyIntegrationFilePasses() {
        return Specifications.cases(
                "connection-monitoring-and-pooling/tests/cmap-format",
                file -> Stream.of(file)
                        .filter(CmapIntegrationSpecTest::isIntegration)
                        .map(each -> DynamicTest.dynamicTest(each.getFileName().toString(), () -> run(each))));
    }

    private static boolean isIntegration(Path file) {
        return Specifications.read(file).getString("style").getValue().equals("integration");
    }

    private static void run(Path file) throws Exception {
        BsonDocument test = Specifications.read(file);
        try (var server = Deployment.standalone().start();
                var run = new CmapIntegrationRun(test, server.member(0))) {
            run.run();
        }
    }
}
