package dev.weft.core.cluster;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.core.time.Deadline;
import dev.weft.core.topology.Criteria;
import dev.weft.event.PoolEvent;
import dev.weft.protocol.testing.Answer;
import dev.weft.settings.ClientSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The prose test of the server selection specification with two mongoses, and of the discovery specification the one that needs a server
 * which limits how many connections it accepts; both on servers that only play those parts.
 */
@Timeout(60)
class SelectionProseTest {
    private static final String MONGOS = "{msg: 'isdbgrid'}";
    private static final int CALLERS = 10;
    private static final int CONNECTIONS = 10;

    private static void call(Cluster cluster, int timesEach) throws InterruptedException {
        var callers = new ArrayList<Thread>();
        var failure = new AtomicReference<Throwable>();
        for (var i = 0; i < CALLERS; i++) {
            callers.add(Thread.ofVirtual().start(() -> {
                for (var n = 0; n < timesEach; n++) {
                    try {
                        TestCommand.run(cluster, "find");
                    } catch (RuntimeException broken) {
                        failure.set(broken);
                    }
                }
            }));
        }
        for (var caller : callers) {
            caller.join();
        }
        assertTrue(failure.get() == null, () -> "a call failed: " + failure.get());
    }

    @Test
    void theMongosThatIsSlowGetsLessThanAQuarterOfTheCallsAndHalfOfThemWhenItIsNot() throws Exception {
        var slow = new AtomicReference<Answer>((peer, request) -> peer.ok(request));
        try (var blocked = FakeMongod.standalone()
                        .answering((peer, request) -> slow.get().answer(peer, request));
                var free = FakeMongod.standalone()) {
            blocked.change(BsonDocument.parse(MONGOS));
            free.change(BsonDocument.parse(MONGOS));
            try (var cluster = Cluster.open(ClientSettings.of("mongodb://" + blocked.address() + "," + free.address()
                    + "/?localThresholdMS=30000&minPoolSize=" + CONNECTIONS + "&maxPoolSize=" + CONNECTIONS))) {
                cluster.select(Criteria.WRITE, Deadline.none(cluster.nanoClock()));
                // Saturated, so that opening connections makes no server look busier than it is.
                Until.holds(() -> cluster.pools().stream().allMatch(pool -> pool.idle() == CONNECTIONS)
                        && cluster.pools().size() == 2);

                slow.set((peer, request) -> {
                    peer.pause(Duration.ofMillis(500));
                    peer.ok(request);
                });
                call(cluster, 10);
                var toTheSlow = blocked.count("find");
                assertTrue(toTheSlow < 25, () -> toTheSlow + " of 100 calls");

                slow.set((peer, request) -> peer.ok(request));
                blocked.commands.clear();
                free.commands.clear();
                call(cluster, 100);
                var share = blocked.count("find") / 1_000.0;
                assertTrue(share >= 0.4 && share <= 0.6, () -> share + " of 1,000 calls");
            }
        }
    }

    @Test
    void connectionPoolBackpressureFailsCheckOutsButDoesNotClearThePool() throws Exception {
        var failed = new AtomicInteger();
        var cleared = new AtomicInteger();
        try (var server = FakeMongod.standalone()) {
            var settings = ClientSettings.of(
                    server.uri("maxConnecting=100&heartbeatFrequencyMS=60000&serverMonitoringMode=poll"),
                    form -> form.listen(PoolEvent.CheckOutFailed.class, event -> failed.incrementAndGet())
                            .listen(PoolEvent.PoolCleared.class, event -> cleared.incrementAndGet()));
            try (var cluster = Cluster.open(settings)) {
                cluster.select(Criteria.WRITE, Deadline.none(cluster.nanoClock()));
                // From now on the server drops every connection that begins to shake hands.
                server.refusing.set(true);
                var callers = new ArrayList<Thread>();
                for (var i = 0; i < 100; i++) {
                    callers.add(Thread.ofVirtual().start(() -> {
                        try {
                            TestCommand.run(cluster, "find");
                        } catch (RuntimeException ignoredByTheTest) {
                            // Counted as an event of the pool.
                        }
                    }));
                }
                for (var caller : callers) {
                    caller.join();
                }
                Until.holds(() -> failed.get() >= 10);
                server.refusing.set(false);
                TestCommand.run(cluster, "find");
            }
            assertTrue(cleared.get() == 0, () -> cleared + " clears");
        }
    }
}
