package dev.weft.protocol.transport;

import static dev.weft.protocol.transport.Client.exchange;
import static dev.weft.protocol.transport.Client.in;
import static dev.weft.protocol.transport.Client.request;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.protocol.transport.ScriptedServer.Script;
import dev.weft.protocol.transport.TransportException.Broken;
import dev.weft.protocol.transport.TransportException.Interrupted;
import dev.weft.protocol.transport.TransportException.Malformed;
import dev.weft.protocol.transport.TransportException.Perished;
import dev.weft.protocol.transport.TransportException.TimedOut;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One connection against servers that behave, and servers that do not. */
class ExchangeTest {
    private static final int BLOCKING_PAYLOAD = 16 << 20;

    private final Client client = new Client();

    @AfterEach
    void leavesNoThread() {
        client.close();
        assertTrue(Thread.getAllStackTraces().keySet().stream().noneMatch(t -> "weft-io".equals(t.getName())));
    }

    private static byte[] copy(Frame frame) {
        return Arrays.copyOf(frame.array(), frame.length());
    }

    @Test
    void readsAReplyThatComesByteByByte() throws IOException {
        try (var server = ScriptedServer.start(peer -> {
            byte[] reply = ScriptedPeer.message(7, ScriptedPeer.requestId(peer.read()), 0, 30);
            for (byte b : reply) {
                peer.write(b);
            }
            peer.read();
        })) {
            var connection = client.connect(server);
            int id = request(connection, 0, 20);
            assertArrayEquals(ScriptedPeer.message(7, id, 0, 30), copy(connection.exchange(id, in(5000))));
            assertTrue(connection.done());
        }
    }

    @Test
    void exchangesManyTimesWithRepliesOfEverySize() throws IOException {
        int[] sizes = {0, 1, 100, 4076, 4077, 70_000, 131_052, 131_053, 300_000, 1_048_576, 5_000_000, 20, 20};
        try (var server = ScriptedServer.start(peer -> {
            for (int i = 0; i < 2 * sizes.length; i++) {
                peer.reply(peer.read(), sizes[i % sizes.length]);
            }
            peer.read();
        })) {
            var connection = client.connect(server);
            for (int i = 0; i < 2 * sizes.length; i++) {
                int id = request(connection, 0, sizes[i % sizes.length]);
                Frame frame = connection.exchange(id, in(10_000));
                int replyId = ByteBuffer.wrap(frame.array())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getInt(4);
                byte[] expected = ScriptedPeer.message(replyId, id, 0, sizes[i % sizes.length]);
                if (i % 2 == 0) {
                    assertArrayEquals(expected, copy(frame));
                    assertTrue(connection.done());
                } else {
                    assertArrayEquals(expected, Arrays.copyOf(connection.detach(), expected.length));
                }
            }
        }
    }

    private TransportException failure(Script script) throws IOException {
        try (var server = ScriptedServer.start(script)) {
            var connection = client.connect(server);
            var failure = assertThrows(TransportException.class, () -> exchange(connection, 2000));
            assertEquals(WireState.DEAD, connection.state());
            assertThrows(Perished.class, () -> exchange(connection, 2000));
            return failure;
        }
    }

    @Test
    void closesTheConnectionWhenGarbageArrives() throws IOException {
        var failure = failure(peer -> {
            peer.read();
            peer.write("HTTP/1.1 400 Bad Request\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            peer.read();
        });
        assertTrue(
                failure instanceof Malformed && failure.getMessage().contains("claims a message of"),
                failure::toString);
    }

    @Test
    void refusesAnAnswerToAnotherRequest() throws IOException {
        var failure = failure(peer -> {
            peer.read();
            peer.write(ScriptedPeer.message(1, -5, 0, 10));
            peer.read();
        });
        assertTrue(
                failure instanceof Malformed && failure.getMessage().contains("answers request -5"), failure::toString);
    }

    @Test
    void saysThatTheServerHungUpInTheMiddleOfAMessage() throws IOException {
        var failure = failure(peer -> {
            byte[] reply = ScriptedPeer.message(7, ScriptedPeer.requestId(peer.read()), 0, 30);
            peer.write(Arrays.copyOf(reply, 33));
        });
        assertTrue(failure instanceof Broken && failure.bytesSent(), failure::toString);
        assertTrue(failure.getMessage().contains("closed by the server"), failure::toString);
    }

    @Test
    void saysThatTheServerReset() throws IOException {
        var failure = failure(peer -> {
            peer.read();
            peer.reset();
        });
        assertTrue(failure instanceof Broken && failure.bytesSent(), failure::toString);
    }

    @Test
    void allocatesOnlyWhatArrivesWhenAServerLiesAboutALength() throws IOException {
        long least = Long.MAX_VALUE;
        // What the loop does for the first time in its life may cost it more than the array; so it gets a second
        // chance.
        for (int i = 0; i < 3 && least >= 2 << 20; i++) {
            long before = allocatedByTheLoop();
            var failure = failure(peer -> {
                byte[] lie = ScriptedPeer.message(7, ScriptedPeer.requestId(peer.read()), 0, 30);
                ByteBuffer.wrap(lie).order(ByteOrder.LITTLE_ENDIAN).putInt(0, 48_000_000);
                peer.write(lie);
                peer.read();
            });
            // A part of the reply is here, so the connection is closed and not drained.
            assertTrue(failure instanceof TimedOut && !failure.left(), failure::toString);
            least = Math.min(least, allocatedByTheLoop() - before);
        }
        long allocated = least;
        assertTrue(allocated < 2 << 20, () -> allocated + " bytes");
    }

    static long allocatedByTheLoop() {
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> "weft-io".equals(t.getName()))
                .mapToLong(t -> threads.getThreadAllocatedBytes(t.threadId()))
                .sum();
    }

    @Test
    void drainsTheLateReplyAndServesTheNextCall() throws Exception {
        try (var server = ScriptedServer.start(peer -> {
            byte[] first = peer.read();
            peer.awaitSignal();
            peer.reply(first, 50);
            peer.reply(peer.read(), 60);
            peer.read();
        })) {
            var connection = client.connect(server);
            var failure = assertThrows(TimedOut.class, () -> exchange(connection, 30));
            assertTrue(failure.left() && failure.bytesSent());
            assertEquals("left", client.hear());
            assertEquals(WireState.LEFT, connection.state());
            server.peers().getFirst().signal();
            assertEquals("late reply of 70", client.hear());
            assertTrue(connection.done());
            assertEquals(80, exchange(connection, 5000).length());
        }
    }

    @Test
    void closesAtOnceWithoutGrace() throws IOException {
        try (var server = ScriptedServer.start(ScriptedPeer::readToEnd)) {
            var connection = client.connect(server, WireOptions.DEFAULT.lateReplyGrace(Duration.ZERO));
            assertFalse(
                    assertThrows(TimedOut.class, () -> exchange(connection, 30)).left());
            assertEquals(WireState.DEAD, connection.state());
        }
    }

    @Test
    void givesUpDrainingWhenTheGraceHasPassed() throws Exception {
        try (var server = ScriptedServer.start(ScriptedPeer::readToEnd)) {
            var connection = client.connect(server, WireOptions.DEFAULT.lateReplyGrace(Duration.ofMillis(40)));
            assertTrue(
                    assertThrows(TimedOut.class, () -> exchange(connection, 30)).left());
            assertEquals("left", client.hear());
            assertTrue(client.hear().startsWith("drain failed"));
            assertEquals(WireState.DEAD, connection.state());
            assertFalse(connection.done());
        }
    }

    @Test
    void failsTheDrainWhenTheServerHangsUp() throws Exception {
        try (var server = ScriptedServer.start(peer -> {
            peer.read();
            peer.awaitSignal();
        })) {
            var connection = client.connect(server);
            assertThrows(TimedOut.class, () -> exchange(connection, 30));
            server.peers().getFirst().signal();
            assertEquals("left", client.hear());
            assertTrue(client.hear().contains("closed by the server"));
        }
    }

    @Test
    void perishesWhenTheServerHangsUpOnAnIdleConnection() throws Exception {
        try (var server = ScriptedServer.start(ScriptedPeer::awaitSignal)) {
            var connection = client.connect(server);
            assertTrue(connection.usable());
            // The peer is known to the test once it was accepted.
            while (server.peers().isEmpty()) {
                LockSupport.parkNanos(100_000);
            }
            server.peers().getFirst().signal();
            assertTrue(client.hear().startsWith("perished"));
            assertFalse(connection.usable());
            assertFalse(assertThrows(Perished.class, () -> exchange(connection, 100))
                    .bytesSent());
        }
    }

    @Test
    void perishesWhenAnIdleConnectionIsSentWhatNobodyAskedFor() throws Exception {
        try (var server = ScriptedServer.start(peer -> {
            peer.write((byte) 1);
            peer.readToEnd();
        })) {
            var connection = client.connect(server);
            assertTrue(client.hear().contains("nobody asked for"));
            assertFalse(connection.usable());
        }
    }

    @Test
    void isPoisonedByBytesBehindTheReply() throws Exception {
        try (var server = ScriptedServer.start(peer -> {
            byte[] request = peer.read();
            byte[] reply = ScriptedPeer.message(7, ScriptedPeer.requestId(request), 0, 30);
            peer.write(Arrays.copyOf(reply, reply.length + 1));
            peer.readToEnd();
        })) {
            var connection = client.connect(server);
            Frame frame = exchange(connection, 2000);
            assertEquals(50, frame.length());
            while (connection.state() != WireState.DEAD) {
                LockSupport.parkNanos(100_000);
            }
            assertFalse(connection.done());
        }
    }

    @Test
    void sendsWithoutWaitingForAReply() throws Exception {
        try (var server = ScriptedServer.start(peer -> {
            peer.read();
            peer.reply(peer.read(), 1);
            peer.readToEnd();
        })) {
            var connection = client.connect(server);
            request(connection, 2, 20);
            connection.send(in(1000));
            assertEquals(21, exchange(connection, 2000).length());
            assertTrue(connection.done());
        }
    }

    @Test
    void takesAnAnswerToHalfARequestAndClosesTheConnection() throws Exception {
        try (var server = ScriptedServer.start(peer -> {
            peer.reply(peer.readExactly(16), 9);
            peer.awaitSignal();
        })) {
            var connection = client.connect(server);
            int id = request(connection, 0, BLOCKING_PAYLOAD);
            assertEquals(29, connection.exchange(id, in(5000)).length());
            assertFalse(connection.done());
            assertEquals(WireState.DEAD, connection.state());
        }
    }

    @Test
    void keepsTheInterruptFlagAndLeavesTheSocketAlone() throws Exception {
        try (var server = ScriptedServer.start(peer -> {
            peer.reply(peer.read(), 3);
            peer.reply(peer.read(), 4);
            peer.readToEnd();
        })) {
            var connection = client.connect(server);
            Thread.currentThread().interrupt();
            var refused = assertThrows(Interrupted.class, () -> exchange(connection, 1000));
            assertTrue(Thread.interrupted() && !refused.bytesSent());
            assertTrue(connection.usable());
            exchange(connection, 1000);
            assertTrue(connection.done());
            Thread caller = Thread.currentThread();
            // An interrupt during the exchange, and a reply that is here first: the reply wins, the flag stays.
            int id = request(connection, 0, 20);
            Thread interrupter = Thread.ofVirtual().unstarted(caller::interrupt);
            interrupter.start();
            try {
                assertEquals(24, connection.exchange(id, in(1000)).length());
            } catch (Interrupted e) {
                assertTrue(e.left() || !e.bytesSent());
            }
            while (!Thread.interrupted()) {
                Thread.onSpinWait();
            }
            interrupter.join();
        }
    }
}
