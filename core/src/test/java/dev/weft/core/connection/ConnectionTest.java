package dev.weft.core.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.core.cluster.Until;
import dev.weft.core.time.Deadline;
import dev.weft.error.CommandFailedException;
import dev.weft.error.CursorLostException;
import dev.weft.error.InterruptedCallException;
import dev.weft.error.NetworkFailedException;
import dev.weft.error.NotAuthorizedException;
import dev.weft.error.NotSupportedException;
import dev.weft.error.OverloadedException;
import dev.weft.error.Phase;
import dev.weft.error.ProtocolBrokenException;
import dev.weft.error.TimedOutException;
import dev.weft.protocol.MessageHeader;
import dev.weft.protocol.MessageWriter;
import dev.weft.protocol.MsgFlags;
import dev.weft.protocol.buffer.WireBuffer;
import dev.weft.protocol.testing.Answer;
import dev.weft.protocol.testing.Peer;
import dev.weft.protocol.testing.Script;
import dev.weft.protocol.testing.Scripts;
import dev.weft.protocol.transport.WireState;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionTest {
    private static final Outgoing PING = Bench.command("{ping: 1, $db: 'admin'}");

    @Test
    void exchangesOneCommandAfterTheOther() {
        AtomicInteger count = new AtomicInteger();
        Answer counts = (peer, request) -> peer.reply(
                request, new BsonDocument("n", new BsonInt32(count.incrementAndGet())).append("ok", new BsonInt32(1)));
        try (Bench bench = new Bench(Scripts.afterHello(counts))) {
            Connection connection = bench.open();
            for (int i = 1; i <= 3; i++) {
                Reply reply = connection.exchange(PING, Bench.seconds(5));
                assertEquals(i, reply.number(Part.N));
                assertFalse(connection.usable(), "a reply that is not released holds the connection");
                assertTrue(reply.release());
                assertTrue(connection.usable());
            }
        }
    }

    @Test
    void keepsOffsetsWhenAReplyIsDetached() {
        String json = "{cursor: {id: {$numberLong: '7'}, ns: 'db.books', firstBatch: [{a: 1}]}, ok: 1}";
        try (Bench bench =
                new Bench(Scripts.afterHello((peer, request) -> peer.reply(request, BsonDocument.parse(json))))) {
            Connection connection = bench.open();
            Reply reply = connection.exchange(PING, Bench.seconds(5));
            int offset = reply.offset(Part.FIRST_BATCH);

            byte[] array = reply.detach();

            assertTrue(connection.usable());
            assertEquals(reply.length(Part.FIRST_BATCH), array[offset]);
            connection.exchange(PING, Bench.seconds(5)).release();
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void throwsWhatTheServerRefusesAndStaysUsable(String reply, Class<?> type, String message) {
        try (Bench bench =
                new Bench(Scripts.afterHello((peer, request) -> peer.reply(request, BsonDocument.parse(reply))))) {
            Connection connection = bench.open();

            CommandFailedException failure =
                    assertThrows(CommandFailedException.class, () -> connection.exchange(PING, Bench.seconds(5)));

            assertSame(type, failure.getClass());
            assertTrue(
                    failure.getMessage()
                            .startsWith(
                                    message.replace("$server", bench.address().toString())),
                    failure::getMessage);
            assertEquals(BsonDocument.parse(reply), failure.reply());
            assertTrue(connection.usable());
        }
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        "{ok: 0, code: 59, codeName: 'CommandNotFound', errmsg: 'no such command'}",
                        CommandFailedException.class,
                        "command ping failed on $server with error 59 (CommandNotFound): no such command"),
                Arguments.of(
                        "{ok: 0.0, code: 13, errmsg: 'not authorized'}",
                        NotAuthorizedException.class,
                        "command ping failed on $server with error 13: not authorized"),
                Arguments.of(
                        "{ok: {$numberLong: '0'}, code: 43, codeName: 'CursorNotFound', errmsg: 'x'}",
                        CursorLostException.class,
                        "command ping failed on $server with error 43 (CursorNotFound): x"),
                Arguments.of(
                        "{ok: 0, code: 462, errmsg: 'busy', errorLabels: ['SystemOverloadedError', 'RetryableError']}",
                        OverloadedException.class,
                        "command ping failed on $server with error 462: busy"),
                Arguments.of(
                        "{errmsg: 'ok is missing'}",
                        CommandFailedException.class,
                        "command ping failed on $server with error 0: ok is missing"));
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void closesItselfWhenTheServerBreaksTheProtocol(Answer answer) {
        try (Bench bench = new Bench(Scripts.afterHello(answer))) {
            Connection connection = bench.open();

            ProtocolBrokenException failure =
                    assertThrows(ProtocolBrokenException.class, () -> connection.exchange(PING, Bench.seconds(5)));

            assertTrue(failure.getMessage().startsWith("protocol broken by " + bench.address()), failure::getMessage);
            assertEquals(WireState.DEAD, connection.wireState());
            assertEquals(bench.address(), failure.server().orElseThrow());
            NetworkFailedException again =
                    assertThrows(NetworkFailedException.class, () -> connection.exchange(PING, Bench.seconds(5)));
            assertFalse(again.bytesSent());
        }
    }

    static Stream<Answer> breaches() {
        return Stream.of(
                Scripts.answersGarbage(),
                Scripts.claimsLength(7),
                Scripts.claimsLength(Integer.MAX_VALUE),
                Scripts.claimsLength(-1),
                Scripts.claimsDocumentLength(4),
                Scripts.claimsDocumentLength(5000),
                Scripts.claimsDocumentLength(-5),
                Scripts.answersAnotherRequest(),
                Scripts.setsAnUnknownFlag(),
                (peer, request) -> peer.reply(request, BsonDocument.parse("{ok: 'yes'}")),
                (peer, request) -> peer.write(Bench.nestedReply(request, 0, 100_000)),
                (peer, request) -> {
                    byte[] reply =
                            Peer.message(request.header().requestId(), 0, BsonDocument.parse("{ok: 0, a: {b: 'cd'}}"));
                    reply[reply.length - 7] = 99; // The length of the inner string.
                    peer.write(reply);
                });
    }

    @ParameterizedTest
    @CsvSource({"0", "10", "30"})
    void saysThatTheNetworkFailedWhenTheServerHangsUpInsideAReply(int bytes) {
        try (Bench bench = new Bench(Scripts.afterHello(Scripts.closesMidMessage(bytes)))) {
            Connection connection = bench.open();

            NetworkFailedException failure =
                    assertThrows(NetworkFailedException.class, () -> connection.exchange(PING, Bench.seconds(5)));

            assertTrue(failure.bytesSent());
            assertTrue(failure.getMessage().contains(bench.address().toString()), failure::getMessage);
            assertTrue(failure.labels().isEmpty(), "labels of an overloaded server are for openings only");
            assertEquals(WireState.DEAD, connection.wireState());
        }
    }

    @Test
    void leavesAtItsDeadlineAndTakesTheLateReplyElsewhere() throws InterruptedException {
        var left = new CountDownLatch(1);
        Answer late = (peer, request) -> {
            left.await();
            peer.reply(request, BsonDocument.parse("{cursor: {id: 5, ns: 'db.c', firstBatch: []}, ok: 1}"));
        };
        try (Bench bench = new Bench(Scripts.afterHello(late))) {
            Connection connection = bench.open();

            TimedOutException failure =
                    assertThrows(TimedOutException.class, () -> connection.exchange(PING, Bench.millis(300)));

            assertEquals(Phase.REPLY, failure.phase());
            assertEquals(Duration.ofMillis(300), failure.allowed());
            // How promptly a caller leaves is the transport's to prove, with attempts enough for a busy machine.
            assertTrue(failure.elapsed().toMillis() >= 300, failure::getMessage);
            assertEquals("left", bench.heard.poll(5, TimeUnit.SECONDS));
            left.countDown();
            assertEquals("late reply", bench.heard.poll(5, TimeUnit.SECONDS));
            Reply reply = connection.lateReply();
            assertEquals(5, reply.number(Part.CURSOR_ID));
            assertTrue(reply.release());
            assertTrue(connection.usable());
        }
    }

    @Test
    void closesWhenALateReplyMakesNoSense() throws InterruptedException {
        var left = new CountDownLatch(1);
        Answer late = (peer, request) -> {
            left.await();
            peer.reply(request, BsonDocument.parse("{ok: 'maybe'}"));
        };
        try (Bench bench = new Bench(Scripts.afterHello(late))) {
            Connection connection = bench.open();
            assertThrows(TimedOutException.class, () -> connection.exchange(PING, Bench.millis(300)));
            assertEquals("left", bench.heard.poll(5, TimeUnit.SECONDS));
            left.countDown();
            assertEquals("late reply", bench.heard.poll(5, TimeUnit.SECONDS));

            assertThrows(ProtocolBrokenException.class, connection::lateReply);

            assertEquals(WireState.DEAD, connection.wireState());
        }
    }

    @Test
    void refusesToSendAfterTheDeadlineAndStaysUsable() {
        try (Bench bench = new Bench(Scripts.afterHello(Peer::ok))) {
            Connection connection = bench.open();

            TimedOutException failure =
                    assertThrows(TimedOutException.class, () -> connection.exchange(PING, Bench.millis(0)));

            assertEquals(Phase.SEND, failure.phase());
            assertTrue(failure.getMessage().contains("the server does not carry it out"), failure::getMessage);
            assertTrue(connection.usable());
        }
    }

    @Test
    void saysThatItWasStillSendingWhenTheServerDoesNotRead() {
        Script reads = peer -> {
            peer.reply(peer.read(), Scripts.hello());
            peer.pause(Duration.ofHours(1));
        };
        try (Bench bench = new Bench(reads)) {
            Connection connection = bench.open();
            // More than the sockets between take, and a limit that its encoding alone does not use up.
            Outgoing large = Bench.command(new BsonDocument("ping", new BsonBinary(new byte[16_000_000])));

            TimedOutException failure =
                    assertThrows(TimedOutException.class, () -> connection.exchange(large, Bench.millis(1_000)));

            assertEquals(Phase.SEND, failure.phase());
            assertEquals(WireState.DEAD, connection.wireState());
        }
    }

    @Test
    void letsAnInterruptOutWithTheFlagStillSet() {
        try (Bench bench = new Bench(Scripts.afterHello(Peer::ok))) {
            Connection connection = bench.open();
            Thread.currentThread().interrupt();

            assertThrows(InterruptedCallException.class, () -> connection.exchange(PING, Bench.seconds(5)));

            assertTrue(Thread.interrupted());
            assertTrue(connection.usable());
        }
    }

    @Test
    void letsACancelledCallerOut() throws InterruptedException {
        try (Bench bench = new Bench(Scripts.afterHello(Scripts.neverAnswers()))) {
            Connection connection = bench.open();
            Thread canceller = Thread.ofPlatform().start(() -> {
                Until.holds(() -> connection.wireState() == WireState.AWAITING);
                connection.cancel(connection.exchangeId());
            });

            InterruptedCallException failure =
                    assertThrows(InterruptedCallException.class, () -> connection.exchange(PING, Bench.seconds(20)));

            canceller.join();
            assertEquals(Phase.REPLY, failure.phase());
            assertFalse(Thread.currentThread().isInterrupted());
        }
    }

    @Test
    void appliesTheReadTimeoutToACallWithoutADeadline() {
        try (Bench bench = new Bench(
                Scripts.afterHello(Scripts.neverAnswers()),
                s -> s.sockets(o -> o.readTimeout(Duration.ofMillis(60))))) {
            Connection connection = bench.open();

            TimedOutException failure =
                    assertThrows(TimedOutException.class, () -> connection.exchange(PING, Deadline.none()));

            assertEquals(Duration.ofMillis(60), failure.allowed());
        }
    }

    @Test
    void refusesWhatIsLargerThanThisServerTakesBeforeAByteIsSent() {
        AtomicInteger requests = new AtomicInteger();
        Answer small = (peer, request) -> {
            BsonDocument body = request.document();
            if (body.getFirstKey().equals("isMaster")) {
                peer.reply(
                        request,
                        Scripts.hello()
                                .append("maxBsonObjectSize", new BsonInt32(20_000))
                                .append("maxMessageSizeBytes", new BsonInt32(60_000)));
            } else {
                requests.incrementAndGet();
                peer.ok(request);
            }
        };
        try (Bench bench = new Bench(Scripts.each(small))) {
            Connection connection = bench.open();

            assertRefused(
                    connection,
                    insert(20_001),
                    "a document of command insert has 20001 bytes, this server takes at most 20000: ");
            assertRefused(connection, insert(19_000, 19_000, 19_000, 19_000), "the message of command insert has ");
            assertRefused(
                    connection,
                    Bench.command(new BsonDocument("ping", new BsonBinary(new byte[40_000]))),
                    "a document of command ping has ");
            assertEquals(0, requests.get());
            assertTrue(bench.events.isEmpty());

            connection.exchange(insert(20_000), Bench.seconds(5)).release();
            connection.exchange(insert(19_000, 19_000), Bench.seconds(5)).release();
            connection
                    .exchange(
                            Bench.command(new BsonDocument("ping", new BsonBinary(new byte[30_000]))), Bench.seconds(5))
                    .release();
            assertEquals(3, requests.get());
        }
    }

    @Test
    void sendsAMessageOfExactlyTheLargestSize() {
        AtomicInteger bytes = new AtomicInteger();
        Outgoing insert = insert(19_000, 19_000);
        try (Bench bench = new Bench(Scripts.afterHello((peer, request) -> {
            bytes.set(request.header().length());
            peer.ok(request);
        }))) {
            bench.open().exchange(insert, Bench.seconds(5)).release();
        }
        try (Bench bench = new Bench(limited(bytes.get()))) {
            bench.open().exchange(insert, Bench.seconds(5)).release();
        }
        try (Bench bench = new Bench(limited(bytes.get() - 1))) {
            assertRefused(
                    bench.open(), insert, "the message of command insert has " + bytes.get() + " bytes, this server");
        }
    }

    private static Script limited(int maxMessageBytes) {
        return Scripts.each((peer, request) -> {
            if (request.document().getFirstKey().equals("isMaster")) {
                peer.reply(request, Scripts.hello().append("maxMessageSizeBytes", new BsonInt32(maxMessageBytes)));
            } else {
                peer.ok(request);
            }
        });
    }

    @Test
    void staysUsableWhenACommandCannotWriteItself() {
        IllegalStateException broken = new IllegalStateException("no codec");
        Outgoing fails = new Custom("find", out -> {
            out.writeInt32(7);
            throw broken;
        });
        try (Bench bench = new Bench(Scripts.afterHello(Peer::ok))) {
            Connection connection = bench.open();

            assertSame(
                    broken,
                    assertThrows(IllegalStateException.class, () -> connection.exchange(fails, Bench.seconds(5))));

            assertTrue(bench.events.isEmpty());
            connection.exchange(PING, Bench.seconds(5)).release();
        }
    }

    @Test
    void takesTheRepliesOfAStreamOneByOne() {
        Answer streams = (peer, request) -> {
            int answers = request.header().requestId();
            for (int i = 1; i <= 3; i++) {
                int flags = i < 3 ? MsgFlags.MORE_TO_COME : 0;
                byte[] reply = Peer.message(answers, flags, BsonDocument.parse("{n: " + i + ", ok: 1}"));
                answers = MessageHeader.read(reply, 0).requestId();
                peer.write(reply);
            }
        };
        Outgoing exhaust = new Hello("hello", BsonDocument.parse("{hello: 1, $db: 'admin'}"), true);
        AtomicInteger calls = new AtomicInteger();
        try (Bench bench = new Bench(Scripts.each((peer, request) -> {
            if (calls.getAndIncrement() == 0) {
                peer.reply(request, Scripts.hello());
            } else {
                streams.answer(peer, request);
            }
        }))) {
            Connection connection = bench.open(bench.opener, true);
            Reply reply = connection.exchange(exhaust, Bench.seconds(5));
            assertEquals(1, reply.number(Part.N));
            assertTrue(reply.moreToCome());
            assertInstanceOf(Reply.class, connection.next("hello", Bench.seconds(5)));
            reply = connection.next("hello", Bench.seconds(5));
            assertEquals(3, reply.number(Part.N));
            assertFalse(reply.moreToCome());
            assertTrue(reply.release());
            assertTrue(connection.usable());
        }
    }

    private static void assertRefused(Connection connection, Outgoing command, String message) {
        NotSupportedException failure =
                assertThrows(NotSupportedException.class, () -> connection.exchange(command, Bench.seconds(5)));
        assertTrue(failure.getMessage().startsWith(message), failure::getMessage);
        assertTrue(connection.usable());
    }

    /** An insert of documents of these sizes, in a document sequence. */
    private static Outgoing insert(int... sizes) {
        return new Custom("insert", out -> {
            Bench.write(out, BsonDocument.parse("{insert: 'c', $db: 'db'}"));
            int sequence = MessageWriter.beginSequence(out, "documents");
            for (int size : sizes) {
                int frame = 13; // length, type, name, length and subtype of the binary, closing zero
                Bench.write(out, new BsonDocument("b", new BsonBinary(new byte[size - frame])));
            }
            MessageWriter.endSequence(out, sequence);
        });
    }

    private record Custom(String commandName, Consumer<WireBuffer> body) implements Outgoing {
        @Override
        public String database() {
            return "db";
        }

        @Override
        public long operationId() {
            return 1;
        }

        @Override
        public void writeBody(WireBuffer out, ConnectionDescription to) {
            body.accept(out);
        }
    }
}
