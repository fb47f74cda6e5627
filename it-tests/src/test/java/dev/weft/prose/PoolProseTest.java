package dev.weft.prose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.core.cluster.Until;
import dev.weft.error.MongoException;
import dev.weft.event.PoolEvent;
import dev.weft.testbed.Deployment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The prose tests of the specification "connection monitoring and pooling", by their numbers. */
class PoolProseTest {
    private static final String OPTIONS =
            "&maxPoolSize=7&minPoolSize=1&maxIdleTimeMS=90000&waitQueueTimeoutMS=700&maxConnecting=3";

    @Test
    void tests1To4AllPoolsHaveTheClientsOptionsOfItsUriAndTellOfThemselves() {
        try (var set = Deployment.replicaSet("rs", 3).start();
                var watched = Watched.connect(set.uri() + OPTIONS)) {
            watched.await(PoolEvent.PoolCreated.class, 3);
            for (var created : watched.all(PoolEvent.PoolCreated.class)) {
                assertEquals(7, created.maxSize());
                assertEquals(1, created.minSize());
                assertEquals(Optional.of(Duration.ofSeconds(90)), created.maxIdleTime());
            }
            var settings = watched.client.configuration().pool();
            assertEquals(Optional.of(Duration.ofMillis(700)), settings.waitTimeout());
            assertEquals(3, settings.maxConnecting());
        }
    }

    @Test
    void test5AConnectionThatCannotBeSetUpFailsTheCheckOutWithThatReason() {
        try (var server = Deployment.standalone().start();
                var watched = Watched.connect(server.member(0).uri()
                        + "&serverMonitoringMode=poll&heartbeatFrequencyMS=60000&retryReads=false")) {
            watched.await(PoolEvent.PoolReady.class, 1);
            FailPoint.failCommand(
                    server.member(0), "{times: 1}", "failCommands: ['hello', 'isMaster'], closeConnection: true");
            var books = watched.client.database("prose").collection("pool");
            assertThrows(MongoException.class, () -> books.find().first());
            Until.holds(() -> watched.count(PoolEvent.CheckOutFailed.class) == 1);
            assertEquals(
                    List.of("connectionError"),
                    watched.all(PoolEvent.CheckOutFailed.class).stream()
                            .map(PoolEvent.CheckOutFailed::reason)
                            .toList());
        }
    }
}
