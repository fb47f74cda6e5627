package dev.weft.protocol.transport;

import static dev.weft.protocol.transport.Client.in;
import static dev.weft.protocol.transport.Client.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.protocol.transport.TransportException.Cancelled;
import dev.weft.protocol.transport.TransportException.Interrupted;
import dev.weft.protocol.transport.TransportException.TimedOut;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rows of the table of the exchange in which its caller leaves, raced until both outcomes were seen. */
@Timeout(90)
class LeavingStressTest {
    private final IOException closed = new IOException("closed");
    private Client client;
    private Race race;

    @BeforeEach
    void open() {
        client = new Client();
        race = new Race();
    }

    @AfterEach
    void close() throws InterruptedException {
        race.end();
        client.close();
    }

    private static byte[] reply(int id) {
        return ScriptedPeer.message(id + 1_000_000, id, 0, 20);
    }

    /** What makes a caller leave. */
    enum Reason {
        DEADLINE(TimedOut.class),
        INTERRUPT(Interrupted.class),
        CANCEL(Cancelled.class);

        private final Class<? extends TransportException> failure;

        Reason(Class<? extends TransportException> failure) {
            this.failure = failure;
        }

        void arise(FakeDoor door) {
            switch (this) {
                case DEADLINE -> door.alarmFires();
                case INTERRUPT -> Thread.currentThread().interrupt();
                case CANCEL -> door.connection.cancel(door.connection.exchangeId());
            }
        }

        /** The flag is still set if, and only if, it was an interrupt. */
        void isOver() {
            assertEquals(this == INTERRUPT, Thread.interrupted());
        }
    }

    /** The request is out, and its caller has a reason to leave. */
    private CountDownLatch arisesWhenWritten(Reason reason, FakeDoor door) {
        var written = new CountDownLatch(1);
        door.onWrite = () -> {
            reason.arise(door);
            written.countDown();
            race.holdBack();
        };
        return written;
    }

    private List<String> heard() {
        List<String> heard = List.copyOf(client.heard);
        client.heard.clear();
        return heard;
    }

    @ParameterizedTest
    @EnumSource
    void awaitingToLeftAgainstReply(Reason reason) {
        var door = new FakeDoor(client);
        while (race.goesOn()) {
            int id = request(door.connection, 0, 20);
            var written = arisesWhenWritten(reason, door);
            race.roundWithin(
                    () -> {
                        Race.until(() -> written.getCount() == 0);
                        race.holdBack();
                        door.arrive(reply(id));
                    },
                    () -> {
                        boolean left = false;
                        try {
                            assertEquals(
                                    40, door.connection.exchange(id, in(9000)).length());
                        } catch (TransportException e) {
                            left = true;
                            assertSame(reason.failure, e.getClass());
                            assertTrue(e.left());
                        }
                        reason.isOver();
                        return left;
                    });
            List<String> heard = heard();
            assertTrue(heard.isEmpty() || heard.equals(List.of("left", "late reply of 40")), heard::toString);
            assertEquals(heard.isEmpty() ? WireState.REPLIED : WireState.LEFT, door.connection.state());
            assertTrue(door.connection.done());
        }
        race.bothSeen();
    }

    @ParameterizedTest
    @EnumSource
    void awaitingToLeftAgainstClose(Reason reason) {
        while (race.goesOn()) {
            var door = new FakeDoor(client);
            int id = request(door.connection, 0, 20);
            var written = arisesWhenWritten(reason, door);
            race.roundWithin(
                    () -> {
                        Race.until(() -> written.getCount() == 0);
                        race.holdBack();
                        door.connection.close(closed);
                    },
                    () -> {
                        var e = assertThrows(TransportException.class, () -> door.connection.exchange(id, in(9000)));
                        reason.isOver();
                        return e.left();
                    });
            List<String> heard = heard();
            assertTrue(heard.isEmpty() || heard.equals(List.of("left", "drain failed: closed")), heard::toString);
            assertEquals(1, door.closes.get());
        }
        race.bothSeen();
    }

    private FakeDoor leftDoor(int[] id) {
        var door = new FakeDoor(client);
        id[0] = request(door.connection, 0, 20);
        door.onWrite = () -> Thread.currentThread().interrupt();
        assertThrows(Interrupted.class, () -> door.connection.exchange(id[0], in(9000)));
        assertTrue(Thread.interrupted());
        assertEquals(List.of("left"), heard());
        return door;
    }

    @Test
    void leftToIdleAgainstClose() {
        while (race.goesOn()) {
            int[] id = new int[1];
            var door = leftDoor(id);
            door.arrive(reply(id[0]));
            assertEquals(List.of("late reply of 40"), heard());
            var idle = new AtomicBoolean();
            race.round(() -> door.connection.close(closed), () -> {
                idle.set(door.connection.done());
                return idle.get();
            });
            // One of the two gives the connection back, never both, never none.
            assertEquals(idle.get() ? List.of() : List.of("drain failed: closed"), heard());
        }
        race.bothSeen();
    }

    @Test
    void leftToDeadByTheDrainBoundAgainstTheLateReply() {
        while (race.goesOn()) {
            int[] id = new int[1];
            var door = leftDoor(id);
            var idle = new AtomicBoolean();
            race.round(door::alarmFires, () -> {
                door.arrive(reply(id[0]));
                idle.set(door.connection.done());
                return idle.get();
            });
            List<String> heard = heard();
            if (idle.get()) {
                assertEquals(List.of("late reply of 40"), heard);
                assertEquals(WireState.IDLE, door.connection.state());
                assertEquals(0, door.closes.get());
            } else {
                drainFailedOnce(heard);
                assertEquals(WireState.DEAD, door.connection.state());
                assertEquals(1, door.closes.get());
            }
        }
        race.bothSeen();
    }

    /** The reply may have been here, too, but it has not been given back. */
    private static void drainFailedOnce(List<String> heard) {
        List<String> failed = heard.stream()
                .filter(news -> news.startsWith("drain failed") && news.contains("did not come in time"))
                .toList();
        assertEquals(1, failed.size(), heard::toString);
        assertTrue(heard.size() == 1 || (heard.size() == 2 && heard.contains("late reply of 40")), heard::toString);
    }

    /** The bound is set by the caller before it has left, so that it may pass at any moment of that. */
    @Test
    void aDrainBoundThatPassesWhileItsCallerLeaves() {
        while (race.goesOn()) {
            var door = new FakeDoor(client, WireOptions.DEFAULT.lateReplyGrace(Duration.ofNanos(1)));
            int id = request(door.connection, 0, 20);
            var written = arisesWhenWritten(Reason.INTERRUPT, door);
            var left = new AtomicBoolean();
            race.roundWithin(
                    () -> {
                        Race.until(() -> written.getCount() == 0);
                        race.holdBack();
                        door.connection.line().alarm().check(System.nanoTime());
                        door.arrive(reply(id));
                    },
                    () -> {
                        try {
                            door.connection.exchange(id, in(9000));
                        } catch (Interrupted e) {
                            assertTrue(e.left());
                            left.set(true);
                        }
                        assertTrue(Thread.interrupted());
                        return left.get();
                    });
            List<String> heard = heard();
            boolean idle = door.connection.done();
            if (!left.get()) {
                assertTrue(idle && heard.isEmpty(), heard::toString);
            } else if (idle) {
                assertEquals(List.of("left", "late reply of 40"), heard);
            } else {
                assertEquals("left", heard.getFirst());
                drainFailedOnce(heard.subList(1, heard.size()));
                assertEquals(1, door.closes.get());
            }
        }
        race.bothSeen();
    }
}
