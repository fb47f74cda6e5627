package dev.weft.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.core.time.Deadline;
import dev.weft.core.topology.Criteria;
import dev.weft.event.MongoEvent;
import dev.weft.event.TopologyEvent.HeartbeatFailed;
import dev.weft.event.TopologyEvent.HeartbeatStarted;
import dev.weft.event.TopologyEvent.HeartbeatSucceeded;
import dev.weft.settings.MonitoringMode;
import dev.weft.topology.ServerType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.BsonDocument;
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
