package dev.weft.protocol.transport;

import static dev.weft.protocol.transport.Client.in;
import static dev.weft.protocol.transport.Client.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.protocol.transport.TransportException.Broken;
import dev.weft.protocol.transport.TransportException.Cancelled;
import dev.weft.protocol.transport.TransportException.Interrupted;
import dev.weft.protocol.transport.TransportException.TimedOut;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A deadline, an interrupt, a cancel and a close each get a caller out within 50 ms, whatever it waits for. */
@Timeout(60)
class PromptLeavingTest {
    /** More than both socket buffers hold. */
    private static final int BLOCKING_PAYLOAD = 16 << 20;

    private static final WireOptions PATIENT = WireOptions.DEFAULT.lateReplyGrace(Duration.ofMinutes(1));
    private static final long DEADLINE_MILLIS = 80;
    private static final long PATIENCE_MILLIS = 20_000;

    private final IOException closed = new IOException("closed by the test");
    private Client client;
    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        client = new Client();
        // Reads nothing and says nothing.
        server = ScriptedServer.start(ScriptedPeer::awaitSignal);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
    }

    /** Why a caller leaves, and as what. */
    enum Reason {
        DEADLINE(TimedOut.class),
        INTERRUPT(Interrupted.class),
        CANCEL(Cancelled.class),
        CLOSE(Broken.class);

        private final Class<? extends TransportException> failure;

        Reason(Class<? extends TransportException> failure) {
            this.failure = failure;
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesWhileItAwaitsTheReply(Reason reason) throws Exception {
        Promptly.leaves(() -> {
            var call = new Call(client.connect(server, PATIENT), 20, reason);
            Race.until(() -> call.hasLeft() || call.waitsIn(WireState.AWAITING));
            if (call.cameTooLate()) {
                return Long.MAX_VALUE;
            }
            long nanos = call.end(reason);
            assertEquals(reason == Reason.CLOSE ? WireState.DEAD : WireState.LEFT, call.connection.state());
            return nanos;
        });
    }

    @ParameterizedTest
    @EnumSource
    void leavesWhileItsWriteIsBlocked(Reason reason) throws Exception {
        Promptly.leaves(() -> {
            var call = new Call(client.connect(server, PATIENT), BLOCKING_PAYLOAD, reason);
            Race.until(() -> call.hasLeft() || (call.waitsIn(WireState.WRITING) && waitsForRoom(call.connection)));
            if (call.cameTooLate()) {
                return Long.MAX_VALUE;
            }
            long nanos = call.end(reason);
            // Half a request can't be taken back.
            assertEquals(WireState.DEAD, call.connection.state());
            return nanos;
        });
    }

    /** Whether the loop has been asked to say when the socket takes more: the write was short. */
    private boolean waitsForRoom(WireConnection connection) {
        return client.loop.selector().keys().stream()
                .filter(key -> key.attachment() == connection.line())
                .anyMatch(key -> key.isValid() && (key.interestOps() & SelectionKey.OP_WRITE) != 0);
    }

    /** One exchange on a thread of its own. */
    private final class Call {
        final WireConnection connection;
        private final Thread thread;
        private volatile long deadlineNanos;
        private final AtomicReference<TransportException> failure = new AtomicReference<>();
        private final AtomicLong leftNanos = new AtomicLong();

        Call(WireConnection connection, int payload, Reason reason) {
            this.connection = connection;
            int id = request(connection, 0, payload);
            thread = Thread.ofVirtual().start(() -> {
                deadlineNanos = in(reason == Reason.DEADLINE ? DEADLINE_MILLIS : PATIENCE_MILLIS);
                try {
                    connection.exchange(id, deadlineNanos);
                } catch (TransportException e) {
                    leftNanos.set(System.nanoTime());
                    failure.set(e);
                }
            });
        }

        boolean waitsIn(WireState state) {
            return connection.state() == state && thread.getState() == Thread.State.WAITING;
        }

        /** A deadline does not wait for a busy machine. */
        boolean hasLeft() {
            return failure.get() != null;
        }

        /** A busy machine may let the deadline pass before the call begins: an attempt that says nothing. */
        boolean cameTooLate() {
            var failed = failure.get();
            return failed instanceof TimedOut && !failed.bytesSent();
        }

        long end(Reason reason) throws InterruptedException {
            long since = System.nanoTime();
            switch (reason) {
                case DEADLINE -> since = deadlineNanos;
                case INTERRUPT -> thread.interrupt();
                case CANCEL -> assertTrue(connection.cancel(connection.exchangeId()));
                case CLOSE -> connection.close(closed);
            }
            assertTrue(thread.join(Duration.ofMillis(PATIENCE_MILLIS / 2)), "still there");
            assertSame(reason.failure, failure.get().getClass());
            assertTrue(failure.get().bytesSent(), "nothing was sent");
            assertTrue(leftNanos.get() - since >= 0);
            return leftNanos.get() - since;
        }
    }
}
