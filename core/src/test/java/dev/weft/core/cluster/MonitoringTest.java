package dev.weft.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.core.time.Deadline;
import dev.weft.core.topology.Criteria;
import dev.weft.core.topology.TopologyRules;
import dev.weft.error.NetworkFailedException;
import dev.weft.event.MongoEvent;
import dev.weft.event.TopologyEvent.HeartbeatFailed;
import dev.weft.event.TopologyEvent.HeartbeatStarted;
import dev.weft.event.TopologyEvent.HeartbeatSucceeded;
import dev.weft.pool.Purpose;
import dev.weft.protocol.testing.Scripts;
import dev.weft.settings.ClientSettings;
import dev.weft.settings.MonitoringMode;
import dev.weft.topology.ServerType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MonitoringTest {
    private final List<MongoEvent> heard = new CopyOnWriteArrayList<>();

    private static ServerType type(Cluster cluster, FakeMongod server) {
        return cluster.topology().servers().get(server.address()).type();
    }

    private long count(Class<? extends MongoEvent> kind) {
        return heard.stream().filter(kind::isInstance).count();
    }

    @Test
    void aStreamTellsOfAChangeAtOnceAndStartsAHeartbeatBeforeEachReply() {
        try (var server = FakeMongod.streamingStandalone();
                var cluster = server.connect("heartbeatFrequencyMS=60000", heard)) {
            cluster.select(Criteria.WRITE, Deadline.none(cluster.nanoClock()));
            server.change(BsonDocument.parse("{msg: 'isdbgrid'}"));
            Until.holds(() -> type(cluster, server) != ServerType.STANDALONE
                    || cluster.topology().servers().isEmpty());
            Until.holds(() -> count(HeartbeatSucceeded.class) >= 2 && count(HeartbeatStarted.class) >= 3);

            var heartbeats = heard.stream()
                    .filter(event -> event instanceof HeartbeatStarted || event instanceof HeartbeatSucceeded)
                    .limit(5)
                    .map(event -> event instanceof HeartbeatStarted started
                            ? "started " + started.awaited()
                            : "succeeded " + ((HeartbeatSucceeded) event).awaited())
                    .toList();
            assertEquals(
                    List.of("started false", "succeeded false", "started true", "succeeded true", "started true"),
                    heartbeats);
        }
    }

    @Test
    void besideAStreamTheRoundTripIsMeasuredOnAConnectionOfItsOwn() {
        try (var server = FakeMongod.streamingStandalone();
                var cluster = server.connect("heartbeatFrequencyMS=500")) {
            var chosen = cluster.select(Criteria.WRITE, Deadline.none(cluster.nanoClock()));
            Until.holds(() -> chosen.roundTrips().recentNanos().size() >= 3);
            assertEquals(2, server.scripted().accepted());
            Until.holds(() -> chosen.description().minRoundTripTime().toNanos() > 0);
        }
    }

    @Test
    void noHeartbeatAndNoRoundTripTakesLongerThanItWasWaitedFor() {
        for (String mode : List.of("poll", "stream")) {
            var begun = System.nanoTime();
            try (var server = FakeMongod.streamingStandalone();
                    var cluster = server.connect("heartbeatFrequencyMS=500&serverMonitoringMode=" + mode, heard)) {
                var chosen = cluster.select(Criteria.WRITE, Deadline.none(cluster.nanoClock()));
                Until.holds(() -> chosen.roundTrips().recentNanos().size() >= 5);
                var most = Duration.ofNanos(System.nanoTime() - begun);
                chosen.roundTrips().recentNanos().forEach(nanos -> shorter(Duration.ofNanos(nanos), most));
                heard.stream()
                        .filter(HeartbeatSucceeded.class::isInstance)
                        .forEach(event -> shorter(((HeartbeatSucceeded) event).took(), most));
            }
            heard.clear();
        }
    }

    private static void shorter(Duration one, Duration most) {
        assertTrue(one.isPositive() && one.compareTo(most) < 0, () -> one + " of " + most);
    }

    @Test
    void whatWasMeasuredIsForgottenWhenACallFindsTheServerBroken() {
        try (var server = FakeMongod.streamingStandalone().answering((peer, request) -> peer.close());
                var cluster = server.connect("heartbeatFrequencyMS=60000")) {
            var chosen = cluster.select(Criteria.WRITE, Deadline.none(cluster.nanoClock()));
            // By the handshakes of both monitors; neither is to measure again for a minute.
            Until.holds(() -> chosen.roundTrips().recentNanos().size() == 2);
            assertThrows(NetworkFailedException.class, () -> TestCommand.run(cluster, "find"));
            assertEquals(List.of(), chosen.roundTrips().recentNanos());
            assertEquals(ServerType.UNKNOWN, chosen.description().type());
        }
    }

    @Test
    void aRoundTripThatSpansTheEndOfWhatWasKnownDoesNotCount() {
        var settings = ClientSettings.of("mongodb://m:1");
        var address = settings.hosts().getFirst();
        var hello = BsonDocument.parse("{ok: 1, maxWireVersion: 21}");
        try (var quiet = new QuietKeeper(settings)) {
            quiet.keeper.open();
            var server = quiet.keeper.view().servers().get(address);
            server.measured(server.roundTrips(), 5);
            assertEquals(List.of(), server.roundTrips().recentNanos(), "unknown");

            quiet.keeper.heard(server, TopologyRules.describe(address, hello, server.roundTrips(), Instant.EPOCH));
            var before = server.roundTrips();
            quiet.keeper.checkFailed(server, new NetworkFailedException(address, "checking", true, null), false);
            quiet.keeper.heard(server, TopologyRules.describe(address, hello, server.roundTrips(), Instant.EPOCH));
            server.measured(before, 6);
            assertEquals(List.of(), server.roundTrips().recentNanos(), "begun before it was unknown");
            server.measured(server.roundTrips(), 7);
            assertEquals(List.of(7L), server.roundTrips().recentNanos());
        }
    }

    @Test
    void aCheckThatFailsIsACancelledOneOnlyIfThatWasTheCause() {
        try (var server = FakeMongod.standalone().answering(Scripts.neverAnswers());
                var cluster = server.connect("serverMonitoringMode=poll")) {
            var none = Deadline.none(cluster.nanoClock());
            var chosen = cluster.select(Criteria.WRITE, none);
            for (var cancelled : List.of(true, false)) {
                server.commands.clear();
                try (var checkout = chosen.checkOut(Purpose.OTHER, none)) {
                    var why = cancelled ? new ServerMonitor.CheckCancelled() : new IOException("reset");
                    Thread.ofVirtual().start(() -> {
                        Until.holds(() -> server.count("check") > 0);
                        checkout.connection().close(why);
                    });
                    // Not the check itself, but what its connection throws when another thread closes it.
                    var failure = assertThrows(
                            NetworkFailedException.class,
                            () -> checkout.connection()
                                    .exchange(DriverCommand.of("check", new BsonInt32(1), "admin"), none));
                    assertEquals(cancelled, ServerMonitor.isCancelled(failure));
                }
            }
        }
    }

    @Test
    void pollingAsksEveryHeartbeatOnOneConnection() {
        try (var server = FakeMongod.streamingStandalone();
                var cluster = server.connect("heartbeatFrequencyMS=500&serverMonitoringMode=poll", heard)) {
            cluster.select(Criteria.WRITE, Deadline.none(cluster.nanoClock()));
            Until.holds(() -> count(HeartbeatSucceeded.class) >= 3);
            assertEquals(1, server.scripted().accepted());
            assertFalse(
                    heard.stream().anyMatch(event -> event instanceof HeartbeatStarted started && started.awaited()));
        }
    }

    @Test
    void aKnownServerThatDropsItsConnectionIsAskedAgainAtOnce() {
        try (var server = FakeMongod.streamingStandalone();
                var cluster = server.connect("heartbeatFrequencyMS=60000", heard)) {
            cluster.select(Criteria.WRITE, Deadline.none(cluster.nanoClock()));
            Until.holds(() -> count(HeartbeatStarted.class) >= 2);
            server.hangingUp.set(true);
            Until.holds(() -> count(HeartbeatFailed.class) >= 1);
            // Nobody waits and the heartbeat is a minute: only the retry finds it again.
            Until.holds(() -> count(HeartbeatSucceeded.class) >= 2);
            Until.holds(() -> type(cluster, server) == ServerType.STANDALONE);
        }
    }

    @Test
    void functionServicesArePolledUnlessTheUserAsksForAStream() {
        assertFalse(Engine.streams(MonitoringMode.AUTO, true));
        assertTrue(Engine.streams(MonitoringMode.AUTO, false));
        assertTrue(Engine.streams(MonitoringMode.STREAM, true));
        assertFalse(Engine.streams(MonitoringMode.POLL, false));
    }

    @Test
    void eachHeartbeatThatStartedHasOneEnd() {
        try (var server = FakeMongod.streamingStandalone()) {
            try (var cluster = server.connect("heartbeatFrequencyMS=500", heard)) {
                cluster.select(Criteria.WRITE, Deadline.none(cluster.nanoClock()));
                Until.holds(() -> count(HeartbeatSucceeded.class) >= 3);
            }
            assertEquals(count(HeartbeatStarted.class), count(HeartbeatSucceeded.class) + count(HeartbeatFailed.class));
            assertTrue(count(HeartbeatFailed.class) <= 1);
        }
    }
}
