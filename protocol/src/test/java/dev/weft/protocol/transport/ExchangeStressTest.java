package dev.weft.protocol.transport;

import static dev.weft.protocol.transport.Client.in;
import static dev.weft.protocol.transport.Client.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.protocol.transport.TransportException.Broken;
import dev.weft.protocol.transport.TransportException.Interrupted;
import dev.weft.protocol.transport.TransportException.Perished;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The rows of the table of the exchange, raced until both outcomes were seen; those of a caller who leaves are in {@link
 * LeavingStressTest}.
 */
@Timeout(90)
class ExchangeStressTest {
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

    @Test
    void idleToWritingAgainstClose() {
        while (race.goesOn()) {
            var door = new FakeDoor(client);
            int id = request(door.connection, 0, 20);
            race.round(() -> door.connection.close(closed), () -> {
                var e = assertThrows(TransportException.class, () -> door.connection.exchange(id, in(9000)));
                assertTrue(e instanceof Broken || (e instanceof Perished && !e.bytesSent()), e::toString);
                assertSame(closed, e.getCause());
                return e instanceof Broken;
            });
            assertEquals(1, door.closes.get());
        }
        race.bothSeen();
    }

    @Test
    void writingToAwaitingAgainstReply() {
        var door = new FakeDoor(client);
        while (race.goesOn()) {
            int id = request(door.connection, 0, 20);
            var written = new CountDownLatch(1);
            var writing = new AtomicBoolean();
            door.onWrite = () -> {
                written.countDown();
                race.holdBack();
            };
            race.roundWithin(
                    () -> {
                        Race.until(() -> written.getCount() == 0);
                        race.holdBack();
                        writing.set(door.connection.state() == WireState.WRITING);
                        door.arrive(reply(id));
                    },
                    () -> {
                        assertEquals(40, door.connection.exchange(id, in(9000)).length());
                        assertTrue(door.connection.done());
                        return !writing.get();
                    });
        }
        race.bothSeen();
    }

    @Test
    void writingToAwaitingAgainstClose() {
        while (race.goesOn()) {
            var door = new FakeDoor(client);
            var line = door.connection.line();
            int id = request(door.connection, 0, 20);
            var written = new CountDownLatch(1);
            var whileWriting = new AtomicReference<Boolean>();
            door.onWrite = () -> {
                written.countDown();
                race.holdBack();
            };
            race.roundWithin(
                    () -> {
                        Race.until(() -> written.getCount() == 0);
                        race.holdBack();
                        whileWriting.set(line.closeFrom(Phase.state(1, Phase.WRITING), closed));
                        line.close(closed);
                    },
                    () -> {
                        var e = assertThrows(Broken.class, () -> door.connection.exchange(id, in(9000)));
                        assertTrue(e.bytesSent());
                        assertSame(closed, e.getCause());
                        Race.until(() -> whileWriting.get() != null);
                        return !whileWriting.get();
                    });
            assertEquals(WireState.DEAD, door.connection.state());
            assertEquals(1, door.closes.get());
        }
        assertTrue(client.heard.isEmpty());
        race.bothSeen();
    }

    @Test
    void writingToDeadAgainstReply() {
        while (race.goesOn()) {
            var door = new FakeDoor(client);
            door.full = true;
            int id = request(door.connection, 0, 20);
            var written = new CountDownLatch(1);
            door.onWrite = () -> {
                Thread.currentThread().interrupt();
                written.countDown();
                race.holdBack();
            };
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
                            assertFalse(door.connection.done());
                        } catch (Interrupted e) {
                            left = true;
                            assertTrue(!e.left() && e.bytesSent());
                        }
                        assertTrue(Thread.interrupted());
                        return left;
                    });
            assertEquals(WireState.DEAD, door.connection.state());
            assertEquals(1, door.closes.get());
        }
        assertTrue(client.heard.isEmpty());
        race.bothSeen();
    }

    /** The end comes on the thread of the caller, who is in the middle of its write. */
    @Test
    void writingToRepliedAgainstClose() {
        while (race.goesOn()) {
            var door = new FakeDoor(client);
            int id = request(door.connection, 0, 20);
            var written = new CountDownLatch(1);
            door.onWrite = () -> {
                written.countDown();
                race.holdBack();
                door.connection.close(closed);
            };
            race.roundWithin(
                    () -> {
                        Race.until(() -> written.getCount() == 0);
                        race.holdBack();
                        door.arrive(reply(id));
                    },
                    () -> endedBeforeTheReply(door, id));
            assertFalse(door.connection.done());
            assertEquals(1, door.closes.get());
        }
        race.bothSeen();
    }

    private boolean endedBeforeTheReply(FakeDoor door, int id) {
        try {
            assertEquals(40, door.connection.exchange(id, in(9000)).length());
            return false;
        } catch (Broken e) {
            assertSame(closed, e.getCause());
            return true;
        }
    }

    @Test
    void awaitingToRepliedAgainstClose() throws InterruptedException {
        while (race.goesOn()) {
            var door = new FakeDoor(client);
            int id = request(door.connection, 0, 20);
            var endedFirst = new AtomicReference<Boolean>();
            Thread caller = Thread.ofVirtual().start(() -> endedFirst.set(endedBeforeTheReply(door, id)));
            Race.until(() -> door.connection.state() == WireState.AWAITING);
            race.round(() -> door.arrive(reply(id)), () -> {
                door.connection.close(closed);
                return Phase.of(door.connection.line().state()) == Phase.DEAD;
            });
            caller.join();
            // Whoever saw it says the same.
            assertEquals(Phase.of(door.connection.line().state()) == Phase.DEAD, endedFirst.get());
            assertFalse(door.connection.done());
            assertEquals(1, door.closes.get());
        }
        race.bothSeen();
    }

    @Test
    void repliedToIdleAgainstClose() {
        while (race.goesOn()) {
            var door = new FakeDoor(client);
            int id = request(door.connection, 0, 20);
            door.onWrite = () -> door.arrive(reply(id));
            Frame frame = door.connection.exchange(id, in(9000));
            race.round(() -> door.connection.close(closed), () -> {
                assertEquals(40, frame.length());
                return door.connection.done();
            });
            assertEquals(WireState.DEAD, door.connection.state());
        }
        race.bothSeen();
    }

    @Test
    void streamConsumerAgainstTheNextMessage() {
        var door = new FakeDoor(client);
        int id = request(door.connection, 1 << 16, 20);
        door.onWrite = () -> door.arrive(ScriptedPeer.message(1, id, 2, 20));
        Frame frame = door.connection.exchange(id, in(9000));
        for (int i = 1; race.goesOn(); i++) {
            int message = i;
            var held = new AtomicBoolean();
            var done = new CountDownLatch(1);
            race.round(
                    () -> {
                        client.loop.submit(() -> {
                            door.arrive(ScriptedPeer.message(message + 1, message, 2, 20 + message % 50));
                            held.set(door.connection.line().incoming().full());
                            done.countDown();
                        });
                        Race.until(() -> done.getCount() == 0);
                    },
                    () -> {
                        assertEquals(
                                40 + message % 50,
                                door.connection.next(in(9000)).length());
                        Race.until(() -> done.getCount() == 0);
                        return !held.get();
                    });
        }
        assertNotNull(frame);
        assertTrue(door.connection.done());
        race.bothSeen();
    }

    @Test
    void streamConsumerAgainstClose() {
        while (race.goesOn()) {
            var door = new FakeDoor(client);
            int id = request(door.connection, 1 << 16, 20);
            door.onWrite = () -> door.arrive(ScriptedPeer.message(1, id, 2, 20));
            door.connection.exchange(id, in(9000));
            race.round(() -> door.connection.close(closed), () -> {
                var e = assertThrows(Broken.class, () -> door.connection.next(in(9000)));
                assertSame(closed, e.getCause());
                // Whether next had changed the state shows in the exchange's id.
                return door.connection.exchangeId() == 2;
            });
        }
        race.bothSeen();
    }

    @Test
    void theEndOfAStreamAgainstTheLoopsOwnNotesOfIt() {
        while (race.goesOnWithOneEnd()) {
            var door = new FakeDoor(client);
            int id = request(door.connection, 1 << 16, 20);
            byte[] last = ScriptedPeer.message(7, id, 0, 20);
            var begun = new AtomicBoolean();
            door.onWrite = () -> {
                door.arrive(Arrays.copyOf(last, 18));
                begun.set(true);
            };
            race.roundWithin(
                    () -> {
                        Race.until(begun::get);
                        door.arrive(Arrays.copyOfRange(last, 18, last.length));
                    },
                    () -> {
                        door.connection.exchange(id, in(9000));
                        assertTrue(door.connection.done(), "the stream had ended, and no more of it was there");
                        return true;
                    });
        }
    }

    @Test
    void theFirstOfTwoCausesWins() {
        while (race.goesOn()) {
            var door = new FakeDoor(client);
            var mine = new IOException("mine");
            race.round(() -> door.connection.close(closed), () -> {
                door.connection.close(mine);
                return mine.equals(door.connection.closeCause());
            });
            assertEquals(1, door.closes.get());
        }
        race.bothSeen();
    }

    /** Who closes only from a certain state says whether it did, and then its cause is the one that everybody sees. */
    @Test
    void whoClosesByLeavingAndWhoClosesAnywayAgreeOnTheCause() {
        while (race.goesOn()) {
            var door = new FakeDoor(client, WireOptions.DEFAULT.lateReplyGrace(Duration.ZERO));
            int id = request(door.connection, 0, 20);
            var written = new CountDownLatch(1);
            var seen = new AtomicReference<Throwable>();
            door.onWrite = () -> {
                Thread.currentThread().interrupt();
                written.countDown();
                race.holdBack();
            };
            race.roundWithin(
                    () -> {
                        Race.until(() -> written.getCount() == 0);
                        race.holdBack();
                        door.connection.close(closed);
                        seen.set(door.connection.closeCause());
                    },
                    () -> {
                        var e = assertThrows(TransportException.class, () -> door.connection.exchange(id, in(9000)));
                        assertTrue(Thread.interrupted());
                        boolean first = e instanceof Interrupted;
                        assertSame(first ? e : closed, door.connection.closeCause());
                        return first;
                    });
            assertSame(door.connection.closeCause(), seen.get());
            assertEquals(1, door.closes.get());
        }
        race.bothSeen();
    }
}
