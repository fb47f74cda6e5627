package dev.weft.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.core.time.Deadline;
import dev.weft.error.TimedOutException;
import dev.weft.settings.ClientSettings;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class LateReplyTest {
    private static final String LATE = "{ok: 1, cursor: {id: {$numberLong: '77'}, ns: 'library.books', firstBatch: []},"
            + " $clusterTime: {clusterTime: {$timestamp: {t: 9, i: 1}}, signature: {}}}";

    @Test
    void aLateReplyCostsNoConnectionKillsItsCursorAndTellsTheTime() {
        var gate = new CountDownLatch(1);
        try (var server = FakeMongod.standalone().answering((peer, request) -> {
                    if (request.document().getFirstKey().equals("find")) {
                        gate.await();
                        peer.reply(request, BsonDocument.parse(LATE));
                    } else {
                        peer.ok(request);
                    }
                });
                var cluster = server.connect("serverMonitoringMode=poll")) {
            TestCommand.run(cluster, "ping");
            assertThrows(
                    TimedOutException.class,
                    () -> TestCommand.run(cluster, "find", Deadline.in(Duration.ofMillis(300), cluster.nanoClock())));
            assertEquals(1, cluster.pools().getFirst().draining());
            gate.countDown();
            Until.holds(() -> cluster.pools().getFirst().idle() > 0);
            assertEquals(0, cluster.pools().getFirst().draining());
            assertEquals(1, server.count("killCursors"));
            assertEquals(
                    "books", server.commands.getLast().getString("killCursors").getValue());
            assertEquals(
                    77,
                    server.commands
                            .getLast()
                            .getArray("cursors")
                            .getFirst()
                            .asInt64()
                            .getValue());
            assertTrue(cluster.clock().latest() != 0);
            TestCommand.run(cluster, "ping");
            assertEquals(2, server.scripted().accepted(), "one monitor and one connection for all three calls");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ok: 1, cursor: {id: 'seven', ns: 'library.books'}}",
                "{ok: 1, cursor: {id: {$numberLong: '7'}, ns: 7}}",
                "{ok: 1, cursor: {id: {$numberLong: '7'}, ns: 'lib rary.books'}}",
                "{ok: 1, cursor: {id: {$numberLong: '7'}, ns: '.'}}",
                "{ok: 1, $clusterTime: {clusterTime: 'noon'}}"
            })
    void aLateReplyThatMakesNoSenseLeavesNoPlaceOfThePoolTaken(String nonsense) {
        var gate = new CountDownLatch(1);
        try (var server = FakeMongod.standalone().answering((peer, request) -> {
                    if (request.document().getFirstKey().equals("find")) {
                        gate.await();
                        peer.reply(request, BsonDocument.parse(nonsense));
                    } else {
                        peer.ok(request);
                    }
                });
                var cluster = server.connect("serverMonitoringMode=poll&maxPoolSize=2")) {
            TestCommand.run(cluster, "ping");
            assertThrows(
                    TimedOutException.class,
                    () -> TestCommand.run(cluster, "find", Deadline.in(Duration.ofMillis(300), cluster.nanoClock())));
            assertEquals(1, cluster.pools().getFirst().draining());
            gate.countDown();
            Until.holds(() -> cluster.pools().getFirst().draining()
                            + cluster.pools().getFirst().inUse()
                    == 0);
        }
    }

    @Test
    void aConnectionWhoseReplyNeverComesIsClosedAndItsPlaceIsFree() {
        try (var server = FakeMongod.standalone().answering((peer, request) -> {
                    if (!request.document().getFirstKey().equals("find")) {
                        peer.ok(request);
                    }
                });
                var cluster = Cluster.open(ClientSettings.of(
                        server.uri("serverMonitoringMode=poll&maxPoolSize=1"),
                        form -> form.sockets(sockets -> sockets.lateReplyGrace(Duration.ofMinutes(1)))))) {
            assertThrows(
                    TimedOutException.class,
                    () -> TestCommand.run(cluster, "find", Deadline.in(Duration.ofMillis(300), cluster.nanoClock())));
            // The pool is full of connections that wait: the next caller's need ends the wait, not the minute.
            TestCommand.run(cluster, "ping", Deadline.in(Duration.ofSeconds(10), cluster.nanoClock()));
            assertEquals(0, cluster.pools().getFirst().draining());
            // The thread that opened counts its opening as over only after it has handed the connection on.
            Until.holds(() -> cluster.pools().getFirst().idle() == 1);
        }
    }
}
