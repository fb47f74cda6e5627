package dev.weft.protocol.transport;

import static dev.weft.protocol.transport.Client.in;
import static dev.weft.protocol.transport.Client.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.protocol.transport.TransportException.Broken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a caller waits awake, and what it may do then. */
@Timeout(60)
class SpinTest {
    private static final long SHORT = TimeUnit.MICROSECONDS.toNanos(20);
    private static final long LONG = TimeUnit.SECONDS.toNanos(30);
    /** More than any number of times in a row that is asked for. */
    private static final int OFTEN = 100;

    private final Client client = new Client();
    private final FakeDoor door = new FakeDoor(client);
    private final Line line = door.connection.line();
    private final long start = System.nanoTime();

    @AfterEach
    void close() {
        client.close();
    }

    private static Spin lonely(int processors, long window, long start, Line line) {
        var spin = new Spin(processors, window, start);
        for (int i = 0; i < OFTEN; i++) {
            spin.saw(line);
        }
        return spin;
    }

    /** Whether it looked at the socket at all, for a reply that does not come. */
    private boolean tries(Spin spin, long at) {
        int before = door.reads.get();
        spin.await(line, line.state(), at);
        return door.reads.get() > before;
    }

    @Test
    void nobodyWaitsAwakeOnTheOnlyProcessor() {
        assertTrue(!tries(lonely(1, SHORT, start, line), start));
        assertTrue(tries(lonely(2, SHORT, start, line), start));
    }

    @Test
    void nobodyWaitsAwakeUntilOneChannelAloneWasReadyManyTimes() {
        var spin = new Spin(2, SHORT, start);
        assertTrue(!tries(spin, start));
        spin.saw(line);
        assertTrue(!tries(spin, start));
        for (int i = 0; i < OFTEN; i++) {
            spin.saw(line);
        }
        assertTrue(tries(spin, start));
    }

    @Test
    void aSecondChannelEndsIt() {
        var spin = lonely(2, SHORT, start, line);
        spin.saw(new FakeDoor(client).connection.line());
        assertTrue(!tries(spin, start + LONG));
    }

    @Test
    void whereRepliesNeverComeInTimeItIsTriedLessAndLess() {
        var spin = lonely(2, SHORT, start, line);
        long at = start;
        long pause = SHORT;
        for (int miss = 1; miss <= 12; miss++) {
            long before = System.nanoTime();
            assertTrue(tries(spin, at), "try " + miss);
            pause *= 2;
            // The pause counts from the end of the try.
            assertTrue(!tries(spin, before + pause), "pause " + miss);
            at = System.nanoTime() + pause;
        }
    }

    @Test
    void aReplyThatComesInTimeMakesUpForAllThatDidNot() throws InterruptedException {
        var spin = lonely(2, SHORT, start, line);
        long at = start;
        for (int miss = 0; miss < 20; miss++) {
            assertTrue(tries(spin, at));
            at = System.nanoTime() + LONG;
        }
        int id = request(door.connection, 0, 20);
        var caller = Thread.startVirtualThread(() -> door.connection.exchange(id, in(20_000)));
        Race.until(() -> Phase.of(line.state()) == Phase.AWAITING);
        door.inbox.add(ScriptedPeer.message(1_000_000, id, 0, 20));
        spin.await(line, line.state(), at);
        assertEquals(Phase.REPLIED, Phase.of(line.state()));
        caller.join();
        assertTrue(tries(spin, at), "the first after the reply");
        assertTrue(tries(spin, System.nanoTime() + 2 * SHORT), "after the shortest pause");
    }

    @Test
    void aCallerWhoseRepliesAllComeInTimeSleepsNowAndThen() throws InterruptedException {
        var spin = lonely(2, LONG, start, line);
        int sleeps = 0;
        for (int call = 0; call < 200; call++) {
            int id = request(door.connection, 0, 20);
            var caller = Thread.startVirtualThread(() -> {
                door.connection.exchange(id, in(20_000));
                door.connection.done();
            });
            Race.until(() -> Phase.of(line.state()) == Phase.AWAITING);
            door.inbox.add(ScriptedPeer.message(1_000_000, id, 0, 20));
            spin.await(line, line.state(), start);
            if (!door.inbox.isEmpty()) {
                sleeps++;
                line.readByCaller(ByteBuffer.allocate(1000));
            }
            caller.join();
        }
        assertEquals(3, sleeps);
    }

    @Test
    void whatWasThereBeforeAnybodyWaitedIsNoReasonToWaitAwakeAgain() {
        var spin = lonely(2, SHORT, start, line);
        for (int miss = 1; miss <= 6; miss++) {
            assertTrue(tries(spin, System.nanoTime() + LONG));
        }
        spin.await(line, line.state() + 1, System.nanoTime() + LONG);
        long before = System.nanoTime();
        assertTrue(tries(spin, before + LONG));
        assertTrue(!tries(spin, before + 100 * SHORT), "the seventh miss counts as the seventh");
    }

    @Test
    void theLoopCallsNothingLateThatItCouldNotLookAt() {
        var scratch = ByteBuffer.allocate(1000);
        var alarms = new Alarms(start);
        alarms.add(line);
        alarms.set(line.alarm(), start + 1);
        // While the caller reads, the loop is turned away.
        door.onRead = () -> {
            door.onRead = () -> {};
            door.ready(scratch);
        };
        line.readByCaller(scratch);
        alarms.scan(start + 2);
        assertTrue(!line.alarm().fired());
        assertTrue(alarms.untilScan(start + 2) < TimeUnit.MILLISECONDS.toNanos(100), "it looks again soon");
        door.ready(scratch);
        alarms.scan(start + 3);
        assertTrue(line.alarm().fired());
    }

    @Test
    void whileSomebodyElseReadsTheLoopHandsOutNoFrameThatIsHeld() throws InterruptedException {
        int id = request(door.connection, 1 << 16, 20);
        door.onWrite = () -> door.arrive(ScriptedPeer.message(1, id, 2, 20));
        int[] length = {0};
        var held = new CountDownLatch(1);
        var consumer = Thread.startVirtualThread(() -> {
            door.connection.exchange(id, in(20_000));
            Race.until(() -> held.getCount() == 0);
            length[0] = door.connection.next(in(20_000)).length();
        });
        Race.until(() -> Phase.of(line.state()) == Phase.REPLIED);
        int[] phase = {0};
        door.onRead = () -> {
            door.arrive(ScriptedPeer.message(2, 1, 2, 30));
            held.countDown();
            // It parks after it has asked the loop for the frame.
            Race.until(() -> Phase.of(line.state()) == Phase.AWAITING && consumer.getState() == Thread.State.WAITING);
            var ran = new CountDownLatch(1);
            client.loop.submit(ran::countDown);
            Race.until(() -> ran.getCount() == 0);
            phase[0] = Phase.of(line.state());
        };
        line.readByCaller(ByteBuffer.allocate(1000));
        assertEquals(Phase.AWAITING, phase[0]);
        line.resume();
        consumer.join();
        assertEquals(50, length[0]);
    }

    @Test
    void theFrameOfACallerIsNotWrittenOverWhenItsConnectionIsClosed() {
        int id = request(door.connection, 0, 20);
        door.onWrite = () -> door.arrive(ScriptedPeer.message(1, id, 0, 20));
        var frame = door.connection.exchange(id, in(20_000)).array();
        door.connection.close(new IOException("closed"));
        line.replies().giveBack();
        assertNotSame(frame, line.arrayFor(20));
    }

    @Test
    void oneCallerAtATimeWaitsAwake() {
        var spin = lonely(2, SHORT, start, line);
        var other = new FakeDoor(client);
        door.onRead = () ->
                spin.await(other.connection.line(), other.connection.line().state(), start + LONG);
        assertTrue(tries(spin, start));
        assertEquals(0, other.reads.get());
    }

    @Test
    void aCallerGetsItsReplyThoughTheLoopNeverLooks() throws InterruptedException {
        var spin = lonely(2, LONG, start, line);
        int id = request(door.connection, 0, 20);
        int[] length = {0};
        var caller = Thread.startVirtualThread(
                () -> length[0] = door.connection.exchange(id, in(20_000)).length());
        Race.until(() -> Phase.of(line.state()) == Phase.AWAITING);
        byte[] message = ScriptedPeer.message(1_000_000, id, 0, 20);
        door.onRead = () -> {
            if (door.reads.get() == 100) {
                door.inbox.add(message);
            }
        };
        spin.await(line, line.state(), start);
        caller.join();
        assertEquals(message.length, length[0]);
        assertTrue(door.connection.done());
    }

    @Test
    void aSocketThatFailsUnderTheCallerIsClosedWithThatCause() throws InterruptedException {
        var spin = lonely(2, LONG, start, line);
        int id = request(door.connection, 0, 20);
        Throwable[] thrown = {null};
        var caller = Thread.startVirtualThread(() ->
                thrown[0] = assertThrows(Broken.class, () -> door.connection.exchange(id, in(20_000))));
        Race.until(() -> Phase.of(line.state()) == Phase.AWAITING);
        door.unreadable = new IOException("reset");
        spin.await(line, line.state(), start);
        caller.join();
        assertSame(door.unreadable, thrown[0].getCause().getCause());
        assertEquals(1, door.closes.get());
    }

    @Test
    void callerAndLoopReadingAtOnceLoseNothingAndMixNothing() throws InterruptedException {
        var race = new Race();
        try {
            var scratch = ByteBuffer.allocateDirect(1000);
            var reader = Thread.currentThread();
            int[] reads = {0};
            door.onRead = () -> reads[0] += Thread.currentThread() == reader ? 1 : 0;
            var spin = client.loop.spin();
            for (int i = 0; i < OFTEN; i++) {
                spin.saw(line);
            }
            while (race.goesOnWithOneEnd()) {
                int id = request(door.connection, 0, 20);
                byte[] message = ScriptedPeer.message(1_000_000, id, 0, 20);
                byte[] head = Arrays.copyOf(message, 18);
                byte[] tail = Arrays.copyOfRange(message, 18, message.length);
                race.round(
                        () -> {
                            Race.until(() -> Phase.of(line.state()) != Phase.IDLE);
                            door.inbox.add(head);
                            door.ready(scratch);
                            door.inbox.add(tail);
                            while (!door.inbox.isEmpty()) {
                                door.ready(scratch);
                            }
                        },
                        () -> {
                            Frame frame = door.connection.exchange(id, in(20_000));
                            assertEquals(message.length, frame.length());
                            assertTrue(Arrays.equals(message, 0, message.length, frame.array(), 0, message.length));
                            return door.connection.done();
                        });
            }
            assertTrue(reads[0] > 0, "the caller has read");
        } finally {
            race.end();
        }
    }
}
