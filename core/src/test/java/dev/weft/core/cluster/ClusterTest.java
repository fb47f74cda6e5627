package dev.weft.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.ReadPreference;
import dev.weft.core.time.Deadline;
import dev.weft.core.topology.Criteria;
import dev.weft.error.CommandFailedException;
import dev.weft.error.InterruptedCallException;
import dev.weft.error.NetworkFailedException;
import dev.weft.error.NoServerException;
import dev.weft.error.PoolUnavailableException;
import dev.weft.error.ProtocolBrokenException;
import dev.weft.error.TimedOutException;
import dev.weft.event.MongoEvent;
import dev.weft.event.PoolEvent;
import dev.weft.event.TopologyEvent;
import dev.weft.pool.Purpose;
import dev.weft.protocol.testing.ScriptedServer;
import dev.weft.protocol.testing.Scripts;
import dev.weft.settings.ClientSettings;
import dev.weft.topology.ServerType;
import dev.weft.topology.TopologyType;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ClusterTest {
    private final List<MongoEvent> heard = new CopyOnWriteArrayList<>();

    private List<String> names(Class<? extends MongoEvent> kind) {
        return heard.stream()
                .filter(kind::isInstance)
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }

    @Test
    void findsAStandaloneServerAndTellsEverythingInOrder() {
        try (var server = FakeMongod.standalone()) {
            try (var cluster = server.connect("", heard)) {
                assertEquals(1, TestCommand.run(cluster, "ping").getNumber("ok").intValue());
                assertEquals(TopologyType.SINGLE, cluster.topology().type());
                assertEquals(1, cluster.pools().size());
                Until.holds(() -> cluster.pools().getFirst().idle() == 1);
            }
            assertEquals(
                    List.of(
                            "TopologyOpened",
                            "TopologyChanged",
                            "ServerOpened",
                            "HeartbeatStarted",
                            "HeartbeatSucceeded",
                            "ServerChanged",
                            "TopologyChanged",
                            "ServerClosed",
                            "TopologyChanged",
                            "TopologyClosed"),
                    names(TopologyEvent.class));
            assertEquals(
                    List.of(
                            "PoolCreated",
                            "PoolReady",
                            "CheckOutStarted",
                            "ConnectionCreated",
                            "ConnectionReady",
                            "CheckedOut",
                            "CheckedIn",
                            "ConnectionClosed",
                            "PoolClosed"),
                    names(PoolEvent.class));
            assertTrue(server.scripted().failures().isEmpty(), server.scripted().failures()::toString);
        }
    }

    @Test
    void saysWhyEachConnectionWasClosed() {
        try (var server = FakeMongod.standalone().answering((peer, request) -> {
            if (request.document().getFirstKey().equals("find")) {
                peer.close();
            } else {
                peer.ok(request);
            }
        })) {
            try (var cluster = server.connect("serverMonitoringMode=poll", heard)) {
                assertThrows(NetworkFailedException.class, () -> TestCommand.run(cluster, "find"));
                TestCommand.run(cluster, "ping");
            }
            assertEquals(
                    List.of("error", "poolClosed"),
                    heard.stream()
                            .filter(PoolEvent.ConnectionClosed.class::isInstance)
                            .map(event -> ((PoolEvent.ConnectionClosed) event).reason())
                            .toList());
        }
    }

    @Test
    void tellsOfACheckOutThatFailedWhyAndWhatThePoolWasDoing() {
        try (var server = FakeMongod.standalone();
                var cluster = server.connect("serverMonitoringMode=poll&maxPoolSize=1", heard)) {
            var chosen = cluster.select(Criteria.WRITE, Deadline.none(cluster.nanoClock()));
            try (var busy = chosen.checkOut(Purpose.OTHER, Deadline.none(cluster.nanoClock()))) {
                assertThrows(
                        TimedOutException.class,
                        () -> chosen.checkOut(Purpose.OTHER, Deadline.in(Duration.ofMillis(50), cluster.nanoClock())));
                assertTrue(busy.connection().usable());
            }
            Until.holds(() -> names(PoolEvent.class).contains("CheckOutFailed"));
            var failed = heard.stream()
                    .filter(PoolEvent.CheckOutFailed.class::isInstance)
                    .map(PoolEvent.CheckOutFailed.class::cast)
                    .findFirst()
                    .orElseThrow();
            assertEquals("timeout", failed.reason());
            assertEquals(1, failed.usage().inUse() + failed.usage().idle());
        }
    }

    @Test
    void openingSucceedsThoughNobodyListensAndSelectionSaysWhatIsKnown() throws Exception {
        int port;
        try (var nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = nobody.getLocalPort();
        }
        var uri = "mongodb://127.0.0.1:" + port + "/?serverSelectionTimeoutMS=200";
        try (var cluster = Cluster.open(ClientSettings.of(uri))) {
            untilTheFirstCheckHasFailed(cluster);
            var failure = assertThrows(
                    NoServerException.class, () -> cluster.select(Criteria.WRITE, Deadline.none(cluster.nanoClock())));
            assertTrue(failure.getMessage().matches("no server for writes within \\d+ ms; .*"), failure.getMessage());
            assertTrue(failure.waited().toMillis() >= 200, failure.getMessage());
            assertTrue(
                    failure.getMessage().contains("Unknown [127.0.0.1:" + port + " Unknown, NetworkFailedException"),
                    failure.getMessage());
            assertInstanceOf(NetworkFailedException.class, failure.getCause());

            var call = Deadline.in(Duration.ofMillis(50), cluster.nanoClock());
            var late = assertThrows(
                    TimedOutException.class, () -> cluster.select(Criteria.read(ReadPreference.nearest()), call));
            assertInstanceOf(NoServerException.class, late.getCause());
        }
    }

    /** Who is in the middle of the next check is still known by the error of the one before. */
    private static void untilTheFirstCheckHasFailed(Cluster cluster) {
        Until.holds(() ->
                cluster.topology().servers().values().iterator().next().error().isPresent());
    }

    @Test
    void aServerThatComesUpLaterIsFoundWithinTheShortestHeartbeat() {
        try (var server = FakeMongod.standalone()) {
            server.refusing.set(true);
            try (var cluster = server.connect("heartbeatFrequencyMS=60000&serverMonitoringMode=poll", heard)) {
                assertThrows(
                        TimedOutException.class,
                        () -> TestCommand.run(
                                cluster, "ping", Deadline.in(Duration.ofMillis(50), cluster.nanoClock())));
                server.refusing.set(false);
                TestCommand.run(cluster, "ping");
            }
        }
    }

    @Test
    void aThousandCallersThatFailAtOnceClearThePoolOnce() throws Exception {
        var gate = new CountDownLatch(1);
        try (var server = FakeMongod.standalone().answering((peer, request) -> {
                    gate.await();
                    peer.reset();
                });
                var cluster = server.connect(
                        "maxPoolSize=0&maxConnecting=50&heartbeatFrequencyMS=60000&serverMonitoringMode=poll", heard)) {
            var standing = cluster.select(Criteria.WRITE, Deadline.none(cluster.nanoClock()));
            var failed = new AtomicInteger();
            var callers = new ArrayList<Thread>();
            for (var i = 0; i < 1_000; i++) {
                callers.add(Thread.ofVirtual().start(() -> {
                    // None goes before all have come, however long a thousand connections take.
                    assertThrows(
                            NetworkFailedException.class,
                            () -> TestCommand.run(cluster, "ping", Deadline.none(cluster.nanoClock())));
                    // Whoever has failed does not see the old description again, whoever of the thousand was first.
                    assertEquals(
                            ServerType.UNKNOWN,
                            cluster.topology().servers().get(server.address()).type());
                    failed.incrementAndGet();
                }));
            }
            Until.holds(() -> server.count("ping") >= 1_000);
            server.refusing.set(true);
            gate.countDown();
            for (var caller : callers) {
                caller.join();
            }
            assertEquals(1_000, failed.get());
            assertEquals(
                    1, standing.generation(), "every clear counts here, also one of a pool that is paused already");
            Until.holds(() -> names(PoolEvent.class).contains("PoolCleared"));
            assertThrows(
                    TimedOutException.class,
                    () -> cluster.select(Criteria.WRITE, Deadline.in(Duration.ofMillis(1), cluster.nanoClock())));
            assertEquals(
                    1,
                    names(PoolEvent.class).stream()
                            .filter("PoolCleared"::equals)
                            .count());
            assertEquals(0, cluster.pools().getFirst().inUse());
        }
    }

    @Test
    void aBrokenConnectionMarksTheServerUnknownBeforeTheCallerSelectsAgain() {
        try (var server = FakeMongod.standalone().answering((peer, request) -> peer.reset());
                var cluster = server.connect("heartbeatFrequencyMS=60000&serverMonitoringMode=poll", heard)) {
            assertThrows(NetworkFailedException.class, () -> TestCommand.run(cluster, "ping"));
            var types = heard.stream()
                    .filter(TopologyEvent.ServerChanged.class::isInstance)
                    .map(event -> ((TopologyEvent.ServerChanged) event).after().type())
                    .toList();
            assertEquals(
                    ServerType.UNKNOWN,
                    cluster.topology().servers().get(server.address()).type());
            assertTrue(types.isEmpty() || types.contains(ServerType.STANDALONE));

            server.answering((peer, request) -> peer.ok(request));
            TestCommand.run(cluster, "ping");
            assertEquals(
                    ServerType.STANDALONE,
                    cluster.topology().servers().get(server.address()).type());
        }
    }

    @Test
    void aServerThatShutsDownIsCheckedAtOnceAndItsPoolCleared() {
        var down = BsonDocument.parse("{ok: 0, code: 91, codeName: 'ShutdownInProgress', errmsg: 'bye'}");
        try (var server = FakeMongod.standalone().answering((peer, request) -> peer.reply(request, down));
                var cluster = server.connect("heartbeatFrequencyMS=60000&serverMonitoringMode=poll", heard)) {
            assertThrows(CommandFailedException.class, () -> TestCommand.run(cluster, "ping"));
            server.answering((peer, request) -> peer.ok(request));
            TestCommand.run(cluster, "ping");
            Until.holds(() -> names(PoolEvent.class).contains("PoolCleared"));
        }
    }

    @Test
    void timeoutsOfCallsTellNothingAboutTheServer() {
        try (var server = FakeMongod.standalone().answering(Scripts.neverAnswers());
                var cluster = server.connect("serverMonitoringMode=poll")) {
            var standing = cluster.select(Criteria.WRITE, Deadline.none(cluster.nanoClock()));
            assertThrows(
                    TimedOutException.class,
                    () -> TestCommand.run(cluster, "ping", Deadline.in(Duration.ofMillis(100), cluster.nanoClock())));
            assertEquals(ServerType.STANDALONE, standing.description().type());
        }
    }

    @Test
    void aServerThatNeverAnswersHelloIsUnknownAfterTheConnectTimeout() {
        try (var server = ScriptedServer.start(Scripts.each(Scripts.neverAnswers()));
                var cluster = Cluster.open(
                        ClientSettings.of(server.uri() + "?connectTimeoutMS=100&serverSelectionTimeoutMS=400"))) {
            untilTheFirstCheckHasFailed(cluster);
            var failure = assertThrows(
                    NoServerException.class, () -> cluster.select(Criteria.WRITE, Deadline.none(cluster.nanoClock())));
            assertInstanceOf(TimedOutException.class, failure.getCause());
        }
    }

    @Test
    void aServerThatAnswersGarbageIsUnknownAndTheMessageSaysSo() {
        try (var server = ScriptedServer.start(Scripts.each(Scripts.answersGarbage()));
                var cluster = Cluster.open(ClientSettings.of(server.uri() + "?serverSelectionTimeoutMS=300"))) {
            untilTheFirstCheckHasFailed(cluster);
            var failure = assertThrows(
                    NoServerException.class, () -> cluster.select(Criteria.WRITE, Deadline.none(cluster.nanoClock())));
            assertInstanceOf(ProtocolBrokenException.class, failure.getCause());
        }
    }

    @Test
    void anIncompatibleServerFailsEveryCallAtOnceWithTheSpecificationsMessage() {
        try (var server = FakeMongod.standalone()) {
            server.change(BsonDocument.parse("{maxWireVersion: 5}"));
            try (var cluster = server.connect("")) {
                var failure = assertThrows(NoServerException.class, () -> TestCommand.run(cluster, "ping"));
                assertTrue(
                        failure.getMessage()
                                .contains(
                                        "Server at " + server.address()
                                                + " reports wire version 5, but this version of Weft requires at least 6 (MongoDB 3.6)."),
                        failure.getMessage());
            }
        }
    }

    @Test
    void aSecondaryIsReachedByADirectConnection() {
        try (var server = FakeMongod.standalone()) {
            server.change(BsonDocument.parse(
                    "{setName: 'rs', isWritablePrimary: false, ismaster: false, secondary: true, hosts: ['a:1']}"));
            try (var cluster = server.connect("directConnection=true")) {
                TestCommand.run(cluster, "ping");
                assertEquals(TopologyType.SINGLE, cluster.topology().type());
                assertSame(
                        cluster.select(Criteria.WRITE, Deadline.none(cluster.nanoClock())),
                        cluster.select(Criteria.read(ReadPreference.secondary()), Deadline.none(cluster.nanoClock())));
            }
        }
    }

    @Test
    void aPrimaryWithoutADirectConnectionIsDiscoveredAsItsReplicaSet() {
        try (var server = FakeMongod.standalone()) {
            server.change(BsonDocument.parse("{setName: 'rs', hosts: ['" + server.address() + "']}"));
            try (var cluster = server.connect("")) {
                TestCommand.run(cluster, "ping");
                assertEquals(
                        TopologyType.REPLICA_SET_WITH_PRIMARY,
                        cluster.topology().type());
            }
        }
    }

    @Test
    void anInterruptEndsAWaitForAServerAndKeepsTheFlag() throws Exception {
        try (var server = FakeMongod.standalone()) {
            server.refusing.set(true);
            try (var cluster = server.connect("serverMonitoringMode=poll")) {
                var failure = new AtomicReference<Throwable>();
                var flag = new AtomicBoolean();
                var caller = Thread.ofVirtual().start(() -> {
                    failure.set(assertThrows(
                            InterruptedCallException.class,
                            () -> cluster.select(Criteria.WRITE, Deadline.none(cluster.nanoClock()))));
                    flag.set(Thread.currentThread().isInterrupted());
                });
                caller.interrupt();
                caller.join();
                assertTrue(flag.get());
                assertInstanceOf(InterruptedCallException.class, failure.get());
            }
        }
    }

    @Test
    void aPoolThatGivesNothingSaysWhatItsConnectionsDo() {
        try (var server = FakeMongod.standalone();
                var cluster = server.connect("maxPoolSize=1&waitQueueTimeoutMS=50")) {
            var none = Deadline.none(cluster.nanoClock());
            var chosen = cluster.select(Criteria.WRITE, none);
            try (var busy = chosen.checkOut(Purpose.OTHER, none)) {
                var failure = assertThrows(PoolUnavailableException.class, () -> chosen.checkOut(Purpose.OTHER, none));
                assertEquals(1, failure.usage().inUse());
                assertEquals(1, chosen.operationCount());
                assertThrows(
                        TimedOutException.class,
                        () -> chosen.checkOut(Purpose.OTHER, Deadline.in(Duration.ofMillis(20), cluster.nanoClock())));
                assertTrue(busy.connection().usable());
            }
            assertEquals(0, chosen.operationCount());
        }
    }

    @Test
    void warmingUpOpensConnectionsAheadOfNeed() {
        try (var server = FakeMongod.standalone();
                var cluster = server.connect("")) {
            cluster.warmUp(3, Deadline.in(Duration.ofSeconds(5), cluster.nanoClock()));
            Until.holds(() -> cluster.pools().getFirst().idle() == 3);
            assertFalse(cluster.pools().getFirst().inUse() > 0);
        }
    }
}
