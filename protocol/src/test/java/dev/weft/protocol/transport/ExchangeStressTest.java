package dev.weft.protocol.transport;

import static dev.weft.protocol.transport.Client.in;
import static dev.weft.protocol.transport.Client.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.protocol.transport.TransportException.Broken;
import dev.weft.protocol.transport.TransportException.Interrupted;
import dev.weft.protocol.transport.TransportException.Perished;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every row of the table of the exchange, raced until both outcomes were seen. */
class ExchangeStressTest {
    private static final int ROUNDS = 2000;

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
        for (int i = 0; i < ROUNDS; i++) {
            var door = new FakeDoor(client);
            int id = request(door.connection, 0, 20);
            race.round(() -> door.connection.close(new IOException("closed")), () -> {
                var e = assertThrows(TransportException.class, () -> door.connection.exchange(id, in(9000)));
                assertTrue(e instanceof Broken || (e instanceof Perished && !e.bytesSent()), e::toString);
                return e instanceof Broken;
            });
            assertEquals(1, door.closes.get());
        }
        race.bothSeen();
    }

    @Test
    void writingToAwaitingAgainstReply() {
        var door = new FakeDoor(client);
        for (int i = 0; i < ROUNDS; i++) {
            int id = request(door.connection, 0, 20);
            var writing = new AtomicBoolean();
            race.round(
                    () -> {
                        for (var s = door.connection.state(); s == WireState.IDLE; s = door.connection.state()) {
                            Thread.onSpinWait();
                        }
                        writing.set(door.connection.state() == WireState.WRITING);
                        door.arrive(reply(id));
                    },
                    () -> {
                        door.onWrite = () -> spinFor(300);
                        assertEquals(40, door.connection.exchange(id, in(9000)).length());
                        assertTrue(door.connection.done());
                        return !writing.get();
                    });
        }
        race.bothSeen();
    }

    private static void spinFor(int turns) {
        for (int i = 0; i < turns; i++) {
            Thread.onSpinWait();
        }
    }

    @Test
    void awaitingToLeftAgainstReply() {
        var door = new FakeDoor(client);
        for (int i = 0; i < ROUNDS; i++) {
            int id = request(door.connection, 0, 20);
            CountDownLatch written = new CountDownLatch(1);
            door.onWrite = () -> {
                Thread.currentThread().interrupt();
                written.countDown();
            };
            race.round(
                    () -> {
                        awaitQuietly(written);
                        door.arrive(reply(id));
                    },
                    () -> {
                        try {
                            assertEquals(
                                    40, door.connection.exchange(id, in(9000)).length());
                            assertTrue(Thread.interrupted());
                            return false;
                        } catch (Interrupted e) {
                            assertTrue(Thread.interrupted() && e.left());
                            return true;
                        }
                    });
            List<String> heard = List.copyOf(client.heard);
            client.heard.clear();
            assertTrue(heard.isEmpty() || heard.equals(List.of("left", "late reply of 40")), heard::toString);
            assertEquals(heard.isEmpty() ? WireState.REPLIED : WireState.LEFT, door.connection.state());
            assertTrue(door.connection.done());
        }
        race.bothSeen();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        for (int spins = 0; latch.getCount() > 0; spins++) {
            Race.relax(spins);
        }
    }

    @Test
    void writingToDeadAgainstReply() {
        for (int i = 0; i < ROUNDS; i++) {
            var door = new FakeDoor(client);
            door.full = true;
            int id = request(door.connection, 0, 20);
            CountDownLatch written = new CountDownLatch(1);
            door.onWrite = () -> {
                Thread.currentThread().interrupt();
                written.countDown();
            };
            race.round(
                    () -> {
                        awaitQuietly(written);
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

    @Test
    void repliedToIdleAgainstClose() {
        for (int i = 0; i < ROUNDS; i++) {
            var door = new FakeDoor(client);
            int id = request(door.connection, 0, 20);
            door.onWrite = () -> door.arrive(reply(id));
            Frame frame = door.connection.exchange(id, in(9000));
            race.round(() -> door.connection.close(new IOException("closed")), () -> {
                assertEquals(40, frame.length());
                return door.connection.done();
            });
            assertEquals(WireState.DEAD, door.connection.state());
        }
        race.bothSeen();
    }

    @Test
    void aReplyThatWasHereBeforeTheEndIsTaken() {
        for (int i = 0; i < ROUNDS; i++) {
            var door = new FakeDoor(client);
            int id = request(door.connection, 0, 20);
            CountDownLatch written = new CountDownLatch(1);
            door.onWrite = written::countDown;
            AtomicBoolean replyFirst = new AtomicBoolean(i % 2 == 0);
            race.round(
                    () -> {
                        awaitQuietly(written);
                        if (replyFirst.get()) {
                            door.arrive(reply(id));
                        }
                        door.connection.close(new IOException("closed"));
                        door.arrive(reply(id));
                    },
                    () -> {
                        try {
                            assertEquals(
                                    40, door.connection.exchange(id, in(9000)).length());
                            assertTrue(replyFirst.get());
                            door.connection.done();
                            return true;
                        } catch (Broken e) {
                            assertFalse(replyFirst.get());
                            return false;
                        }
                    });
        }
        race.bothSeen();
    }

    @Test
    void streamConsumerAgainstTheNextMessage() {
        var door = new FakeDoor(client);
        int id = request(door.connection, 1 << 16, 20);
        door.onWrite = () -> door.arrive(ScriptedPeer.message(1, id, 2, 20));
        Frame frame = door.connection.exchange(id, in(9000));
        for (int i = 1; i < ROUNDS; i++) {
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
                        awaitQuietly(done);
                    },
                    () -> {
                        assertEquals(
                                40 + message % 50,
                                door.connection.next(in(9000)).length());
                        awaitQuietly(done);
                        return !held.get();
                    });
        }
        assertNotNull(frame);
        assertTrue(door.connection.done());
        race.bothSeen();
    }

    @Test
    void theEndOfAStreamAgainstTheLoopsOwnNotesOfIt() {
        for (int i = 0; i < ROUNDS; i++) {
            var door = new FakeDoor(client);
            int id = request(door.connection, 1 << 16, 20);
            byte[] last = ScriptedPeer.message(7, id, 0, 20);
            var begun = new AtomicBoolean();
            door.onWrite = () -> {
                door.arrive(Arrays.copyOf(last, 18));
                begun.set(true);
            };
            race.round(
                    () -> {
                        for (int spins = 0; !begun.get(); spins++) {
                            Race.relax(spins);
                        }
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
    void streamConsumerAgainstClose() {
        for (int i = 0; i < ROUNDS; i++) {
            var door = new FakeDoor(client);
            int id = request(door.connection, 1 << 16, 20);
            door.onWrite = () -> door.arrive(ScriptedPeer.message(1, id, 2, 20));
            door.connection.exchange(id, in(9000));
            race.round(() -> door.connection.close(new IOException("closed")), () -> {
                var e = assertThrows(Broken.class, () -> door.connection.next(in(9000)));
                assertTrue(e.getMessage().contains("closed"));
                // Whether next had changed the state shows in the exchange's id.
                return door.connection.exchangeId() == 2;
            });
        }
        race.bothSeen();
    }

    @Test
    void leftToIdleAgainstClose() {
        for (int i = 0; i < ROUNDS; i++) {
            var door = new FakeDoor(client);
            int id = request(door.connection, 0, 20);
            door.onWrite = () -> Thread.currentThread().interrupt();
            assertThrows(Interrupted.class, () -> door.connection.exchange(id, in(9000)));
            assertTrue(Thread.interrupted());
            door.arrive(reply(id));
            assertEquals(List.of("left", "late reply of 40"), List.copyOf(client.heard));
            client.heard.clear();
            var idle = new AtomicBoolean();
            race.round(() -> door.connection.close(new IOException("closed")), () -> {
                idle.set(door.connection.done());
                return idle.get();
            });
            // One of the two gives the connection back, never both, never none.
            assertEquals(idle.get() ? List.of() : List.of("drain failed: closed"), List.copyOf(client.heard));
            client.heard.clear();
        }
        race.bothSeen();
    }

    @Test
    void leavingAgainstClose() {
        for (int i = 0; i < ROUNDS; i++) {
            var door = new FakeDoor(client);
            int id = request(door.connection, 0, 20);
            CountDownLatch written = new CountDownLatch(1);
            door.onWrite = () -> {
                Thread.currentThread().interrupt();
                written.countDown();
            };
            race.round(
                    () -> {
                        awaitQuietly(written);
                        door.connection.close(new IOException("closed"));
                    },
                    () -> {
                        var e = assertThrows(TransportException.class, () -> door.connection.exchange(id, in(9000)));
                        assertTrue(Thread.interrupted());
                        return e.left();
                    });
            List<String> heard = List.copyOf(client.heard);
            client.heard.clear();
            assertTrue(heard.isEmpty() || heard.equals(List.of("left", "drain failed: closed")), heard::toString);
            assertEquals(1, door.closes.get());
        }
        race.bothSeen();
    }

    @Test
    void theFirstCauseWins() {
        for (int i = 0; i < ROUNDS; i++) {
            var door = new FakeDoor(client);
            var mine = new IOException("mine");
            race.round(() -> door.connection.close(new IOException("theirs")), () -> {
                door.connection.close(mine);
                return mine.equals(door.connection.closeCause());
            });
            assertEquals(1, door.closes.get());
        }
        race.bothSeen();
    }
}
