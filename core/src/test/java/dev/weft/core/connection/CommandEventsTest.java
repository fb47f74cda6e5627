package dev.weft.core.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.error.CommandFailedException;
import dev.weft.error.NetworkFailedException;
import dev.weft.error.TimedOutException;
import dev.weft.event.CommandEvent;
import dev.weft.protocol.MessageWriter;
import dev.weft.protocol.buffer.WireBuffer;
import dev.weft.protocol.testing.Answer;
import dev.weft.protocol.testing.Peer;
import dev.weft.protocol.testing.Scripts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Command Logging and Monitoring specification, as far as one command goes. */
class CommandEventsTest {
    @Test
    void tellsOfACommandBeforeItIsSentAndAfterItsReply() {
        List<Integer> seenByServer = new ArrayList<>();
        try (Bench bench = new Bench(Scripts.afterHello((peer, request) -> {
            seenByServer.add(request.header().requestId());
            peer.pause(Duration.ofMillis(20));
            peer.ok(request);
        }))) {
            Connection connection = bench.open();
            connection
                    .exchange(Bench.command("{ping: 1, $db: 'db'}"), Bench.seconds(5))
                    .release();

            assertEquals(2, bench.events.size());
            CommandEvent.Started started = assertInstanceOf(CommandEvent.Started.class, bench.events.get(0));
            CommandEvent.Succeeded succeeded = assertInstanceOf(CommandEvent.Succeeded.class, bench.events.get(1));
            assertEquals(BsonDocument.parse("{ping: 1, $db: 'db'}"), started.body());
            assertEquals(BsonDocument.parse("{ok: 1.0}"), succeeded.reply());
            assertSame(started.call(), succeeded.call());
            assertTrue(succeeded.took().toMillis() >= 19, succeeded.took()::toString);
            CommandEvent.Call call = started.call();
            assertEquals(seenByServer, List.of(call.requestId()));
            assertEquals(42, call.operationId());
            assertEquals("ping", call.command());
            assertEquals("db", call.database());
            assertEquals(bench.address(), call.server());
            assertEquals(1, call.connection());
            assertEquals(connection.description().serverConnectionId(), call.serverConnectionId());
            assertTrue(call.serverConnectionId().isPresent());
        }
    }

    @Test
    void tellsNothingOfTheHandshake() {
        try (Bench bench = new Bench(Scripts.afterHello(Peer::ok))) {
            bench.open();
            assertEquals(List.of(), bench.events);
        }
    }

    @Test
    void tellsNothingOfAMonitorsChecks() {
        try (Bench bench = new Bench(Scripts.afterHello(Peer::ok))) {
            Connection monitor = bench.open(bench.opener, true);
            monitor.exchange(bench.opener.check(monitor.description()), Bench.seconds(5))
                    .release();
            assertEquals(List.of(), bench.events);
        }
    }

    @Test
    void showsDocumentSequencesAsArrays() {
        try (Bench bench = new Bench(Scripts.afterHello(Peer::ok))) {
            bench.open().exchange(new Sequences(), Bench.seconds(5)).release();

            CommandEvent.Started started = assertInstanceOf(CommandEvent.Started.class, bench.events.get(0));
            assertEquals(
                    BsonDocument.parse("{bulkWrite: 1, $db: 'admin', ops: [{a: 1}, {a: 2}], nsInfo: [{ns: 'db.c'}]}"),
                    started.body());
        }
    }

    @Test
    void tellsOfAnUnansweredWriteAsSucceeded() throws InterruptedException {
        CountDownLatch received = new CountDownLatch(1);
        Answer silent = (peer, request) -> {
            assertTrue(Peer.unacknowledged(request));
            received.countDown();
        };
        try (Bench bench = new Bench(Scripts.afterHello(silent))) {
            Connection connection = bench.open();
            connection.send(Bench.command("{insert: 'c', writeConcern: {w: 0}, $db: 'db'}"), Bench.seconds(5));

            assertTrue(received.await(5, TimeUnit.SECONDS));
            assertTrue(connection.usable());
            CommandEvent.Started started = assertInstanceOf(CommandEvent.Started.class, bench.events.get(0));
            assertTrue(started.body().containsKey("writeConcern"));
            CommandEvent.Succeeded succeeded = assertInstanceOf(CommandEvent.Succeeded.class, bench.events.get(1));
            assertEquals(BsonDocument.parse("{ok: 1}"), succeeded.reply());
        }
    }

    @Test
    void tellsOfWriteErrorsAsSucceeded() {
        BsonDocument reply = BsonDocument.parse("{n: 0, writeErrors: [{index: 0, code: 11000}], ok: 1}");
        try (Bench bench = new Bench(Scripts.afterHello((peer, request) -> peer.reply(request, reply)))) {
            bench.open()
                    .exchange(Bench.command("{insert: 'c', $db: 'db'}"), Bench.seconds(5))
                    .release();

            assertEquals(
                    reply,
                    assertInstanceOf(CommandEvent.Succeeded.class, bench.events.get(1))
                            .reply());
        }
    }

    @Test
    void tellsOfARefusalAsFailed() {
        BsonDocument reply = BsonDocument.parse("{ok: 0, code: 59, errmsg: 'no'}");
        try (Bench bench = new Bench(Scripts.afterHello((peer, request) -> peer.reply(request, reply)))) {
            Connection connection = bench.open();
            CommandFailedException thrown = assertThrows(
                    CommandFailedException.class,
                    () -> connection.exchange(Bench.command("{nothing: 1, $db: 'db'}"), Bench.seconds(5)));

            CommandEvent.Failed failed = assertInstanceOf(CommandEvent.Failed.class, bench.events.get(1));
            assertSame(thrown, failed.failure());
            assertEquals(2, bench.events.size());
        }
    }

    @Test
    void tellsOnceOfACallThatWasLeftAndNothingOfItsLateReply() throws InterruptedException {
        var left = new CountDownLatch(1);
        Answer late = (peer, request) -> {
            left.await();
            peer.ok(request);
        };
        try (Bench bench = new Bench(Scripts.afterHello(late))) {
            Connection connection = bench.open();
            TimedOutException thrown = assertThrows(
                    TimedOutException.class,
                    () -> connection.exchange(Bench.command("{ping: 1, $db: 'db'}"), Bench.millis(300)));
            assertEquals("left", bench.heard.poll(5, TimeUnit.SECONDS));
            left.countDown();
            assertEquals("late reply", bench.heard.poll(5, TimeUnit.SECONDS));
            connection.lateReply().release();

            assertEquals(2, bench.events.size());
            assertSame(
                    thrown,
                    assertInstanceOf(CommandEvent.Failed.class, bench.events.get(1))
                            .failure());
        }
    }

    @Test
    void tellsOfANetworkFailureAsFailed() {
        try (Bench bench = new Bench(Scripts.afterHello(Scripts.resets()))) {
            Connection connection = bench.open();
            assertThrows(
                    NetworkFailedException.class,
                    () -> connection.exchange(Bench.command("{ping: 1, $db: 'db'}"), Bench.seconds(5)));

            assertInstanceOf(CommandEvent.Failed.class, bench.events.get(1));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{authenticate: 1, $db: 'db'}",
                "{saslStart: 1, payload: 'secret', $db: 'db'}",
                "{saslContinue: 1, payload: 'secret', $db: 'db'}",
                "{getnonce: 1, $db: 'db'}",
                "{createUser: 'x', pwd: 'secret', $db: 'db'}",
                "{updateUser: 'x', pwd: 'secret', $db: 'db'}",
                "{copydbgetnonce: 1, $db: 'db'}",
                "{copydbsaslstart: 1, $db: 'db'}",
                "{copydb: 1, $db: 'db'}",
                "{hello: 1, speculativeAuthenticate: {saslStart: 1}, $db: 'db'}",
                "{isMaster: 1, speculativeAuthenticate: {saslStart: 1}, $db: 'db'}",
                "{ismaster: 1, speculativeAuthenticate: {saslStart: 1}, $db: 'db'}"
            })
    void keepsSecretsFromListeners(String command) {
        BsonDocument refusal = BsonDocument.parse(
                "{ok: 0, code: 18, codeName: 'AuthenticationFailed', errmsg: 'secret', errorLabels: ['L'], extra: 'secret'}");
        BsonDocument[] replies = {Scripts.hello(), BsonDocument.parse("{ok: 1, payload: 'secret'}"), refusal};
        int[] next = {0};
        try (Bench bench = new Bench(Scripts.each((peer, request) -> peer.reply(request, replies[next[0]++])))) {
            Connection connection = bench.open();
            connection.exchange(Bench.command(command), Bench.seconds(5)).release();
            assertThrows(
                    CommandFailedException.class, () -> connection.exchange(Bench.command(command), Bench.seconds(5)));

            assertEquals(4, bench.events.size());
            assertEquals(
                    "{}",
                    assertInstanceOf(CommandEvent.Started.class, bench.events.get(0))
                            .body()
                            .toJson());
            assertEquals(
                    "{}",
                    assertInstanceOf(CommandEvent.Succeeded.class, bench.events.get(1))
                            .reply()
                            .toJson());
            CommandFailedException shown = assertInstanceOf(
                    CommandFailedException.class,
                    assertInstanceOf(CommandEvent.Failed.class, bench.events.get(3))
                            .failure());
            assertEquals(
                    BsonDocument.parse("{code: 18, codeName: 'AuthenticationFailed', errorLabels: ['L']}"),
                    shown.reply());
            assertTrue(!shown.toString().contains("secret"), shown::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{hello: 1, $db: 'db'}",
                "{isMaster: 1, $db: 'db'}",
                "{find: 'speculativeAuthenticate', $db: 'db'}"
            })
    void showsWhatHoldsNoSecret(String command) {
        try (Bench bench = new Bench(Scripts.afterHello(Peer::ok))) {
            bench.open().exchange(Bench.command(command), Bench.seconds(5)).release();

            assertEquals(
                    BsonDocument.parse(command),
                    assertInstanceOf(CommandEvent.Started.class, bench.events.get(0))
                            .body());
        }
    }

    /** A command with two document sequences. */
    private static final class Sequences implements Outgoing {
        @Override
        public String commandName() {
            return "bulkWrite";
        }

        @Override
        public String database() {
            return "admin";
        }

        @Override
        public long operationId() {
            return 7;
        }

        @Override
        public void writeBody(WireBuffer out, ConnectionDescription to) {
            Bench.write(out, BsonDocument.parse("{bulkWrite: 1, $db: 'admin'}"));
            int ops = MessageWriter.beginSequence(out, "ops");
            Bench.write(out, BsonDocument.parse("{a: 1}"));
            Bench.write(out, BsonDocument.parse("{a: 2}"));
            MessageWriter.endSequence(out, ops);
            int namespaces = MessageWriter.beginSequence(out, "nsInfo");
            Bench.write(out, BsonDocument.parse("{ns: 'db.c'}"));
            MessageWriter.endSequence(out, namespaces);
        }
    }
}
