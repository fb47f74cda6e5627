package dev.weft.core.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.ServerAddress;
import dev.weft.core.time.Deadline;
import dev.weft.error.CommandFailedException;
import dev.weft.error.ErrorLabel;
import dev.weft.error.InterruptedCallException;
import dev.weft.error.MongoException;
import dev.weft.error.NetworkFailedException;
import dev.weft.error.NotSupportedException;
import dev.weft.error.Phase;
import dev.weft.error.ProtocolBrokenException;
import dev.weft.error.TimedOutException;
import dev.weft.event.EventSink;
import dev.weft.protocol.testing.Answer;
import dev.weft.protocol.testing.Script;
import dev.weft.protocol.testing.Scripts;
import dev.weft.settings.StableApi;
import dev.weft.topology.ServerType;
import dev.weft.topology.TopologyVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HandshakeTest {
    private final List<BsonDocument> hellos = new CopyOnWriteArrayList<>();

    @Test
    void beginsWithTheLegacyHelloAndOffersTheModernOne() {
        try (Bench bench = new Bench(recording())) {
            bench.open();

            BsonDocument hello = hellos.get(0);
            assertEquals(List.of("isMaster", "helloOk", "backpressure", "client", "$db"), List.copyOf(hello.keySet()));
            assertTrue(hello.getBoolean("helloOk").getValue());
            assertEquals(new BsonString("2"), hello.get("backpressure"));
            assertEquals(new BsonString("admin"), hello.get("$db"));
            assertEquals(
                    new BsonString("weft"),
                    hello.getDocument("client").getDocument("driver").get("name"));
            assertEquals(
                    new BsonString("bench"),
                    hello.getDocument("client").getDocument("application").get("name"));
        }
    }

    @Test
    void beginsWithHelloWhereTheStableApiIsAskedFor() {
        try (Bench bench =
                new Bench(recording(), s -> s.stableApi(StableApi.v1().strict(true)))) {
            Connection connection = bench.open();
            connection
                    .exchange(bench.opener.check(connection.description()), Bench.seconds(5))
                    .release();

            assertEquals(
                    List.of("hello", "backpressure", "client", "apiVersion", "apiStrict", "$db"),
                    List.copyOf(hellos.get(0).keySet()));
            assertEquals(
                    BsonDocument.parse("{hello: 1, apiVersion: '1', apiStrict: true, $db: 'admin'}"), hellos.get(1));
        }
    }

    @Test
    void tellsALoadBalancer() {
        Handshake handshake = new Handshake(Optional.empty(), true);

        BsonDocument hello = handshake.first(new byte[] {5, 0, 0, 0, 0}).body();

        assertEquals(List.of("hello", "backpressure", "client", "loadBalanced", "$db"), List.copyOf(hello.keySet()));
        ConnectionDescription plain = described(Scripts.hello());
        NotSupportedException failure = assertThrows(NotSupportedException.class, () -> handshake.verify(plain));
        assertEquals(
                "Driver attempted to initialize in load balancing mode, but the server does not support this mode.",
                failure.getMessage());
        ObjectId service = new ObjectId();
        BsonDocument balanced = Scripts.hello().append("serviceId", new BsonObjectId(service));
        handshake.verify(described(balanced));
        assertEquals(Optional.of(service), described(balanced).serviceId());
    }

    @Test
    void asksLaterWithoutTheArgumentsOfTheHandshake() {
        try (Bench bench = new Bench(recording())) {
            Connection connection = bench.open(bench.opener, true);
            TopologyVersion known = new TopologyVersion(new ObjectId(), 3);
            connection
                    .exchange(bench.opener.check(connection.description()), Bench.seconds(5))
                    .release();
            connection
                    .exchange(
                            bench.opener.awaitedCheck(connection.description(), known, Duration.ofSeconds(10)),
                            Bench.seconds(5))
                    .release();

            assertEquals(BsonDocument.parse("{hello: 1, $db: 'admin'}"), hellos.get(1));
            assertEquals(
                    BsonDocument.parse("{hello: 1, maxAwaitTimeMS: {$numberLong: '10000'}, $db: 'admin'}")
                            .append("topologyVersion", known.asDocument()),
                    hellos.get(2));
        }
    }

    @Test
    void keepsTheLegacyHelloForServersThatDoNotOfferTheModernOne() {
        BsonDocument old = Scripts.hello();
        old.remove("helloOk");
        Handshake handshake = new Handshake(Optional.empty(), false);

        assertEquals("isMaster", handshake.check(described(old)).commandName());
        assertEquals("hello", handshake.check(described(Scripts.hello())).commandName());
    }

    @Test
    void describesTheConnectionByItsOwnHello() {
        BsonDocument reply =
                BsonDocument.parse("{ok: 1, isWritablePrimary: true, setName: 'rs', helloOk: true, connectionId: 77,"
                        + " maxBsonObjectSize: 1000, maxMessageSizeBytes: {$numberLong: '2000'}, maxWriteBatchSize: 3.0,"
                        + " minWireVersion: 6, maxWireVersion: 25, logicalSessionTimeoutMinutes: 30}");
        try (Bench bench = new Bench(Scripts.each((peer, request) -> peer.reply(request, reply)))) {
            ConnectionDescription description = bench.open().description();

            assertEquals(bench.address(), description.server());
            assertEquals(1, description.localId());
            assertEquals(3, description.generation());
            assertEquals(77, description.serverConnectionId().orElseThrow());
            assertEquals(ServerType.RS_PRIMARY, description.type());
            assertEquals(List.of(6, 25), List.of(description.minWireVersion(), description.maxWireVersion()));
            assertEquals(1000, description.maxBsonObjectSize());
            assertEquals(2000, description.maxMessageSizeBytes());
            assertEquals(3, description.maxWriteBatchSize());
            assertEquals(OptionalInt.of(30), description.sessionTimeoutMinutes());
            assertTrue(description.sessionsSupported());
            assertTrue(description.helloOk());
            assertEquals(reply, description.hello());
            assertTrue(description.helloTime().isPositive());
        }
    }

    @Test
    void assumesTheUsualLimitsOfAServerThatTellsNone() {
        ConnectionDescription description = described(BsonDocument.parse("{ok: 1}"));

        assertEquals(16_777_216, description.maxBsonObjectSize());
        assertEquals(48_000_000, description.maxMessageSizeBytes());
        assertEquals(100_000, description.maxWriteBatchSize());
        assertFalse(description.sessionsSupported());
        assertTrue(description.serverConnectionId().isEmpty());
        assertEquals(ServerType.STANDALONE, description.type());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|STANDALONE",
                "{msg: 'isdbgrid'}|MONGOS",
                "{isreplicaset: true}|RS_GHOST",
                "{setName: 'r', isWritablePrimary: true}|RS_PRIMARY",
                "{setName: 'r', ismaster: true}|RS_PRIMARY",
                "{setName: 'r', secondary: true}|RS_SECONDARY",
                "{setName: 'r', secondary: true, hidden: true}|RS_OTHER",
                "{setName: 'r', arbiterOnly: true}|RS_ARBITER",
                "{setName: 'r'}|RS_OTHER"
            })
    void tellsTheTypeOfServer(String hello, ServerType type) {
        assertEquals(type, described(BsonDocument.parse(hello)).type());
    }

    @Test
    void acceptsAMechanismNobodyKnows() {
        BsonDocument reply = Scripts.hello()
                .append(
                        "saslSupportedMechs",
                        BsonDocument.parse("{a: ['unknownMechanism']}").get("a"));
        try (Bench bench = new Bench(Scripts.each((peer, request) -> peer.reply(request, reply)))) {
            assertTrue(bench.open().usable());
        }
    }

    @Test
    void tellsNewConnectionsOfLibrariesAppendedLater() {
        ClientMetadata metadata = new ClientMetadata("", Surroundings.here());
        Handshake handshake = new Handshake(Optional.empty(), false);
        BsonDocument before = handshake.first(metadata.document()).body().getDocument("client");
        metadata.append("framework", "2.0", "");
        BsonDocument after = handshake.first(metadata.document()).body().getDocument("client");

        assertEquals(new BsonString("weft"), before.getDocument("driver").get("name"));
        assertEquals(
                new BsonString("weft|framework"), after.getDocument("driver").get("name"));
    }

    @ParameterizedTest
    @MethodSource("networkFailures")
    void labelsWhatMayBeTheSignOfAnOverloadedServer(Script script) {
        try (Bench bench = new Bench(script, s -> s.sockets(o -> o.connectTimeout(Duration.ofMillis(200))))) {
            MongoException failure = assertThrows(MongoException.class, bench::open);

            assertEquals(
                    Set.of(ErrorLabel.SYSTEM_OVERLOADED, ErrorLabel.RETRYABLE), failure.labels(), failure::toString);
            assertTrue(
                    failure.getMessage().contains("opening a connection (" + bench.address() + ")"),
                    failure::getMessage);
        }
    }

    static Stream<Script> networkFailures() {
        return Stream.of(
                Scripts.each(Scripts.neverAnswers()),
                Scripts.each(Scripts.resets()),
                Scripts.each(Scripts.halfCloses()),
                Scripts.each(Scripts.closesMidMessage(0)),
                Scripts.each(Scripts.closesMidMessage(25)),
                peer -> peer.close());
    }

    @Test
    void givesUpWhenTheConnectTimeoutHasPassed() {
        try (Bench bench = new Bench(
                Scripts.each(Scripts.neverAnswers()), s -> s.sockets(o -> o.connectTimeout(Duration.ofMillis(150))))) {
            TimedOutException failure = assertThrows(TimedOutException.class, bench::open);

            assertEquals(Phase.CONNECT, failure.phase());
            assertEquals(Duration.ofMillis(150), failure.allowed());
            // How promptly an alarm goes off is the transport's to prove, with attempts enough for a busy machine.
            assertTrue(failure.elapsed().toMillis() >= 150, failure::getMessage);
            assertTrue(bench.heard.isEmpty(), "a handshake is never drained");
        }
    }

    @Test
    void givesUpAtTheCallersDeadlineWhenThatComesFirst() {
        try (Bench bench = new Bench(Scripts.each(Scripts.neverAnswers()))) {
            ConnectionOpener.Order order = new ConnectionOpener.Order(bench.address(), 1, 1, false);
            Deadline soon = Bench.millis(100);

            assertThrows(TimedOutException.class, () -> bench.opener.open(order, new Unheard(), soon));
        }
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void takesGarbageForABrokenProtocolAndNotForOverload(Answer answer) {
        try (Bench bench = new Bench(Scripts.each(answer))) {
            ProtocolBrokenException failure = assertThrows(ProtocolBrokenException.class, bench::open);

            assertTrue(failure.labels().isEmpty());
            assertTrue(failure.getMessage().startsWith("protocol broken by " + bench.address()), failure::getMessage);
        }
    }

    static Stream<Answer> breaches() {
        return Stream.of(
                Scripts.answersGarbage(),
                Scripts.claimsLength(1),
                Scripts.claimsDocumentLength(-1),
                Scripts.answersAnotherRequest(),
                (peer, request) -> peer.write(Bench.nestedReply(request, 1, 100_000)),
                (peer, request) -> peer.reply(request, BsonDocument.parse("{ok: 1, maxBsonObjectSize: -1}")),
                (peer, request) -> peer.reply(
                        request, BsonDocument.parse("{ok: 1, maxMessageSizeBytes: {$numberLong: '99999999999'}}")));
    }

    @Test
    void passesOnThatTheServerRefusedTheHello() {
        BsonDocument reply =
                BsonDocument.parse("{ok: 0, code: 322, codeName: 'APIVersionError', errmsg: 'not that version'}");
        try (Bench bench = new Bench(Scripts.each((peer, request) -> peer.reply(request, reply)))) {
            CommandFailedException failure = assertThrows(CommandFailedException.class, bench::open);

            assertEquals(322, failure.code());
            assertTrue(failure.labels().isEmpty());
        }
    }

    @Test
    void labelsARefusedConnectionButNotANameWithoutAddress() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        try (Bench bench = new Bench(recording())) {
            NetworkFailedException refused =
                    assertThrows(NetworkFailedException.class, () -> open(bench, "127.0.0.1", free));
            assertTrue(refused.hasLabel(ErrorLabel.SYSTEM_OVERLOADED));
            assertTrue(refused.hasLabel(ErrorLabel.RETRYABLE));
            assertFalse(refused.bytesSent());

            // A label has at most 63 letters (RFC 1035), so no name server is asked for this one.
            String nobody = "x".repeat(64) + ".invalid";
            NetworkFailedException unknown =
                    assertThrows(NetworkFailedException.class, () -> open(bench, nobody, 27017));
            assertEquals(Set.of(), unknown.labels());
        }
    }

    @Test
    void endsWhenItsThreadIsInterrupted() {
        try (Bench bench = new Bench(Scripts.each(Scripts.neverAnswers()))) {
            Thread.currentThread().interrupt();

            InterruptedCallException failure = assertThrows(InterruptedCallException.class, bench::open);

            assertTrue(Thread.interrupted());
            assertEquals(Phase.CONNECT, failure.phase());
            assertTrue(failure.labels().isEmpty());
        }
    }

    @Test
    void tellsWhenAnIdleConnectionPerishes() throws InterruptedException {
        Script leaves = peer -> {
            peer.reply(peer.read(), Scripts.hello());
            peer.pause(Duration.ofMillis(50));
        };
        try (Bench bench = new Bench(leaves)) {
            Connection connection = bench.open();

            assertEquals("perished", bench.heard.poll(5, TimeUnit.SECONDS));
            assertFalse(connection.usable());
        }
    }

    @Test
    void startsWithoutListenersAtNoCost() {
        try (Bench bench = new Bench(recording())) {
            ConnectionOpener quiet = bench.opener(s -> {}, EventSink.NONE);
            Connection connection = bench.open(quiet, false);
            connection
                    .exchange(Bench.command("{ping: 1, $db: 'db'}"), Bench.seconds(5))
                    .release();
            assertInstanceOf(Connection.class, connection);
            assertEquals(List.of(), bench.events);
        }
    }

    private static Connection open(Bench bench, String host, int port) {
        ConnectionOpener.Order order = new ConnectionOpener.Order(new ServerAddress(host, port), 1, 1, false);
        return bench.opener.open(order, new Unheard(), Bench.seconds(10));
    }

    private static ConnectionDescription described(BsonDocument hello) {
        ConnectionOpener.Order order = new ConnectionOpener.Order(new ServerAddress("localhost", 27017), 1, 1, false);
        return HelloReply.describe(order, hello, Duration.ofMillis(1), false);
    }

    private Script recording() {
        return Scripts.each((peer, request) -> {
            hellos.add(request.document());
            peer.reply(request, Scripts.hello());
        });
    }

    /** A listener for connections that never come to be. */
    private static final class Unheard implements Connection.Listener {
        @Override
        public void left(Connection connection) {
            throw new AssertionError("there is no connection");
        }

        @Override
        public void lateReply(Connection connection) {
            throw new AssertionError("there is no connection");
        }

        @Override
        public void drainFailed(Connection connection, Throwable cause) {
            throw new AssertionError("there is no connection");
        }

        @Override
        public void perished(Connection connection, Throwable cause) {
            throw new AssertionError("there is no connection");
        }
    }
}
