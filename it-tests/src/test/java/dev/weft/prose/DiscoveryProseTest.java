package dev.weft.prose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.ReadPreference;
import dev.weft.client.MongoCollection;
import dev.weft.core.cluster.Until;
import dev.weft.core.time.NanoClock;
import dev.weft.error.CommandFailedException;
import dev.weft.error.MongoException;
import dev.weft.error.NetworkFailedException;
import dev.weft.error.NoServerException;
import dev.weft.event.MongoEvent;
import dev.weft.event.PoolEvent;
import dev.weft.event.TopologyEvent;
import dev.weft.event.TopologyEvent.HeartbeatFailed;
import dev.weft.event.TopologyEvent.HeartbeatStarted;
import dev.weft.event.TopologyEvent.HeartbeatSucceeded;
import dev.weft.testbed.Deployment;
import dev.weft.testbed.Member;
import dev.weft.topology.ServerType;
import dev.weft.topology.TopologyType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The prose tests of the discovery specification: those of its test plan ({@code server-discovery-and-monitoring-tests.md}) and those of
 * {@code tests/README.md}, by their names there.
 */
class DiscoveryProseTest {
    enum Kind {
        STANDALONE,
        REPLICA_SET,
        SHARDED;

        Deployment start() {
            return switch (this) {
                case STANDALONE -> Deployment.standalone().start();
                case REPLICA_SET -> Deployment.replicaSet("rs", 3).start();
                case SHARDED -> Deployment.sharded(2).start();
            };
        }
    }

    private static String with(String uri, String options) {
        return uri + (uri.contains("?") ? "&" : "?") + options;
    }

    private static MongoCollection<Document> collection(Watched watched) {
        return watched.client.database("prose").collection("discovery");
    }

    private static ServerType typeOf(Watched watched, Member member) {
        return watched.client.topology().servers().values().stream()
                .filter(server -> server.address().toString().equals(member.host()))
                .findFirst()
                .orElseThrow()
                .type();
    }

    /** The types and kinds that the client has gone through when a member became unknown, as {@code type in kind}. */
    private static List<String> afterwards(Watched watched, Member member) {
        return watched.all(TopologyEvent.TopologyChanged.class).stream()
                .map(TopologyEvent.TopologyChanged::after)
                .filter(topology -> topology.servers().values().stream()
                        .anyMatch(server -> server.address().toString().equals(member.host())
                                && server.type() == ServerType.UNKNOWN
                                && server.error().isPresent()))
                .map(topology -> topology.type().word())
                .distinct()
                .toList();
    }

    private static Watched discovered(Deployment set, String options) {
        var watched = Watched.connect(with(set.uri(), options));
        Until.holds(() -> watched.client.topology().servers().values().stream()
                .allMatch(server -> server.type() != ServerType.UNKNOWN));
        // Events are told after what they tell of, and a test that counts them begins to count now.
        watched.await(HeartbeatSucceeded.class, set.members().size());
        return watched;
    }

    // tests/README.md

    @ParameterizedTest
    @EnumSource
    void streamingProtocolTest1ProcessesHelloRepliesAboutEveryHalfSecond(Kind kind) {
        try (var deployment = kind.start();
                var watched = Watched.connect(with(deployment.uri(), "heartbeatFrequencyMS=500"))) {
            var one = deployment.member(0).host();
            var begun = System.nanoTime();
            Until.holds(() -> watched.all(HeartbeatSucceeded.class).stream()
                            .filter(reply -> reply.server().toString().equals(one))
                            .count()
                    >= 6);
            var millis = (System.nanoTime() - begun) / 1_000_000;
            assertTrue(watched.all(HeartbeatSucceeded.class).stream().anyMatch(HeartbeatSucceeded::awaited));
            // The first comes at once, five follow.
            assertTrue(millis >= 1_800 && millis < 5_000, () -> "six replies in " + millis + " ms");
        }
    }

    @Test
    void roundTripTest1IsUpdatedWhileTheServerStreams() {
        try (var server = Deployment.standalone().start();
                var watched =
                        Watched.connect(with(server.uri(), "heartbeatFrequencyMS=500&appName=streamingRttTest"))) {
            collection(watched).find().first();
            watched.await(HeartbeatSucceeded.class, 4);
            for (var changed : watched.all(TopologyEvent.ServerChanged.class)) {
                var rtt = changed.after().roundTripTime();
                assertTrue(rtt.isPresent() && !rtt.get().isZero(), changed::toString);
            }
            FailPoint.failCommand(
                    server.member(0),
                    "{times: 1000}",
                    "failCommands: ['hello', 'isMaster'], blockConnection: true, blockTimeMS: 500, appName: 'streamingRttTest'");
            var begun = System.nanoTime();
            Until.holds(
                    () -> watched.server().roundTripTime().orElse(Duration.ZERO).toMillis() > 250);
            assertTrue(System.nanoTime() - begun < 10_000_000_000L, "the average has not grown within 10 s");
            server.member(0).clearFailPoints();
        }
    }

    /** One entry of the array that server and listener share. */
    private record Entry(Instant at, String what) {}

    @Test
    void heartbeatTest1TellsOfTheHeartbeatBeforeItConnects() throws Exception {
        var seen = new CopyOnWriteArrayList<Entry>();
        var listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var server = Thread.ofPlatform().daemon().start(() -> serve(listening, seen));
        var uri = "mongodb://127.0.0.1:" + listening.getLocalPort() + "/?serverSelectionTimeoutMS=500";
        try (var watched = Watched.connect(uri)) {
            assertThrows(NoServerException.class, watched.client::ping);
            watched.await(HeartbeatFailed.class, 1);
            watched.all(HeartbeatStarted.class)
                    .forEach(event -> seen.add(new Entry(event.at(), "serverHeartbeatStartedEvent")));
            watched.all(HeartbeatFailed.class)
                    .forEach(event -> seen.add(new Entry(event.at(), "serverHeartbeatFailedEvent")));
        } finally {
            listening.close();
            server.join();
        }
        // Listeners have a thread of their own, so what counts is when something was told, not when it was heard.
        assertEquals(
                List.of(
                        "serverHeartbeatStartedEvent",
                        "client connected",
                        "client hello received",
                        "serverHeartbeatFailedEvent"),
                seen.stream()
                        .sorted(Comparator.comparing(Entry::at))
                        .limit(4)
                        .map(Entry::what)
                        .toList());
    }

    private static void serve(ServerSocket listening, List<Entry> seen) {
        while (!listening.isClosed()) {
            try (var socket = listening.accept()) {
                seen.add(new Entry(NanoClock.system().now(), "client connected"));
                if (socket.getInputStream().read() >= 0) {
                    seen.add(new Entry(NanoClock.system().now(), "client hello received"));
                }
            } catch (SocketException closed) {
                // The test is over, or the client has left.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    // server-discovery-and-monitoring-tests.md

    @Test
    void allServersUnavailableIsNoReasonNotToOpenAClient() {
        try (var set = Deployment.replicaSet("rs", 2).start()) {
            set.members().forEach(Member::stop);
            try (var watched = Watched.connect(set.uri())) {
                watched.await(HeartbeatFailed.class, 2);
                assertEquals(2, watched.client.topology().servers().size());
            }
        }
    }

    @Test
    void networkErrorWritingToPrimaryMakesItUnknownAndItIsNotCheckedAtOnce() {
        try (var set = Deployment.replicaSet("rs", 3).start();
                var watched =
                        discovered(set, "retryWrites=false&serverMonitoringMode=poll&heartbeatFrequencyMS=60000")) {
            var primary = set.member(0);
            var before = checks(watched, primary);
            FailPoint.failCommand(primary, "{times: 1}", "failCommands: ['insert'], closeConnection: true");
            assertThrows(NetworkFailedException.class, () -> collection(watched).insertOne(new Document()));
            assertEquals(ServerType.UNKNOWN, typeOf(watched, primary));
            assertEquals(
                    TopologyType.REPLICA_SET_NO_PRIMARY,
                    watched.client.topology().type());
            assertEquals(before, checks(watched, primary), "it is checked when somebody looks for it");
            collection(watched).insertOne(new Document());
            Until.holds(() -> checks(watched, primary) > before);
        }
    }

    private static long checks(Watched watched, Member member) {
        return watched.all(HeartbeatStarted.class).stream()
                .filter(started -> started.server().toString().equals(member.host()))
                .count();
    }

    @Test
    void notWritablePrimaryErrorWhenReadingMakesThePrimaryUnknown() {
        try (var set = Deployment.replicaSet("rs", 3).start();
                var watched =
                        discovered(set, "retryReads=false&serverMonitoringMode=poll&heartbeatFrequencyMS=60000")) {
            var primary = set.member(0);
            set.stepDown(Duration.ofSeconds(10));
            assertEquals(13435, codeOf(() -> collection(watched).find().first()));
            Until.holds(() -> afterwards(watched, primary).contains("ReplicaSetNoPrimary"));
            // The plan's "not immediately" is for clients with one thread; others check at once ("not writable primary
            // and node is recovering").
            Until.holds(() -> typeOf(watched, primary) == ServerType.RS_SECONDARY);
            assertEquals(0, watched.count(PoolEvent.PoolCleared.class));
            collection(watched).find().first();
        }
    }

    @Test
    void nodeIsRecoveringErrorReadingFromASecondaryMakesOnlyThatUnknown() {
        try (var set = Deployment.replicaSet("rs", 2).start();
                var watched =
                        discovered(set, "retryReads=false&serverMonitoringMode=poll&heartbeatFrequencyMS=60000")) {
            var secondary = set.member(1);
            set.recovering(secondary, true);
            var reads = collection(watched).with(o -> o.readPreference(ReadPreference.secondary()));
            assertEquals(13436, codeOf(() -> reads.find().first()));
            Until.holds(() -> !afterwards(watched, secondary).isEmpty());
            assertEquals(List.of("ReplicaSetWithPrimary"), afterwards(watched, secondary));
            Until.holds(() -> typeOf(watched, secondary) == ServerType.RS_OTHER);
        }
    }

    @Test
    void nodeIsRecoveringErrorFromAWriteConcernErrorMakesThePrimaryUnknown() {
        try (var set = Deployment.replicaSet("rs", 3).start();
                var watched =
                        discovered(set, "retryWrites=false&serverMonitoringMode=poll&heartbeatFrequencyMS=60000")) {
            var primary = set.member(0);
            FailPoint.failCommand(
                    primary,
                    "{times: 1}",
                    "failCommands: ['insert'], writeConcernError: {code: 91, errmsg: 'Replication is being shut down'}");
            assertThrows(MongoException.class, () -> collection(watched).insertOne(new Document()));
            Until.holds(() -> afterwards(watched, primary).contains("ReplicaSetNoPrimary"));
            Until.holds(() -> typeOf(watched, primary) == ServerType.RS_PRIMARY);
        }
    }

    private static int codeOf(Executable call) {
        return assertThrows(CommandFailedException.class, call).code();
    }

    @Test
    void topologyDiscoveryFromASecondaryFindsWhereToWrite() {
        try (var set = Deployment.replicaSet("rs", 2).start();
                var watched = Watched.connect("mongodb://" + set.member(1).host() + "/?directConnection=false")) {
            collection(watched).insertOne(new Document());
            assertEquals(1, set.member(0).commandCount("insert"));
        }
    }

    @Test
    void directConnectionToASecondaryWritesThereAndFails() {
        try (var set = Deployment.replicaSet("rs", 2).start();
                var watched = Watched.connect(with(set.member(1).uri(), "retryWrites=false"))) {
            assertEquals(10107, codeOf(() -> collection(watched).insertOne(new Document())));
        }
    }

    @Test
    void existingBehaviorWithoutTheOptionIsToDiscover() {
        try (var set = Deployment.replicaSet("rs", 2).start();
                var watched = Watched.connect("mongodb://" + set.member(1).host() + "/")) {
            collection(watched).insertOne(new Document());
            assertEquals(2, watched.client.topology().servers().size());
        }
    }

    @Test
    void monitorsSleepAtLeastMinHeartbeatFrequencyBetweenChecks() {
        // A late one is asked again, for another process may have had the processor; an early one is wrong at once.
        var millis = millisUntilTheSixthCheck();
        for (var attempt = 1; attempt < 4 && millis > 3_500; attempt++) {
            millis = millisUntilTheSixthCheck();
        }
        assertTrue(millis <= 3_500, "the last of four took " + millis + " ms");
    }

    private static long millisUntilTheSixthCheck() {
        try (var server = Deployment.standalone().start()) {
            FailPoint.failCommand(
                    server.member(0),
                    "{times: 5}",
                    "failCommands: ['hello', 'isMaster'], errorCode: 1234, appName: 'SDAMMinHeartbeatFrequencyTest'");
            try (var watched = Watched.connect(with(
                    server.member(0).uri(), "appName=SDAMMinHeartbeatFrequencyTest&serverSelectionTimeoutMS=5000"))) {
                var begun = System.nanoTime();
                watched.client.ping();
                var millis = (System.nanoTime() - begun) / 1_000_000;
                assertTrue(millis >= 2_000, () -> millis + " ms");
                return millis;
            }
        }
    }

    @Test
    void connectionPoolManagementMakesAPoolReadyWhenItsServerIsFound() {
        try (var server = Deployment.standalone().start();
                var watched = Watched.connect(
                        with(server.member(0).uri(), "appName=SDAMPoolManagementTest&heartbeatFrequencyMS=500"))) {
            watched.await(PoolEvent.PoolReady.class, 1);
            assertInOrder(watched.events(), List.of(HeartbeatSucceeded.class, PoolEvent.PoolReady.class));
            assertEquals(0, watched.count(PoolEvent.PoolCleared.class));
            var before = watched.events().size();
            FailPoint.failCommand(
                    server.member(0),
                    "{times: 2}",
                    "failCommands: ['hello', 'isMaster'], errorCode: 1234, appName: 'SDAMPoolManagementTest'");
            watched.await(PoolEvent.PoolReady.class, 2);
            server.member(0).clearFailPoints();
            var since = watched.events().subList(before, watched.events().size());
            assertInOrder(since, List.of(HeartbeatFailed.class, HeartbeatSucceeded.class));
            assertInOrder(
                    since, List.of(PoolEvent.PoolCleared.class, HeartbeatSucceeded.class, PoolEvent.PoolReady.class));
        }
    }

    private static void assertInOrder(List<MongoEvent> events, List<Class<? extends MongoEvent>> kinds) {
        var from = 0;
        for (var kind : kinds) {
            var place = from;
            while (place < events.size() && !kind.isInstance(events.get(place))) {
                place++;
            }
            assertTrue(place < events.size(), () -> kinds + " are not in this order in " + events);
            from = place + 1;
        }
    }
}
