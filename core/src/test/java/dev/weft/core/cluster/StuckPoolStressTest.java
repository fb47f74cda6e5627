package dev.weft.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.pool.CloseReason;
import dev.weft.pool.Lease;
import dev.weft.pool.OpenRequest;
import dev.weft.pool.Pool;
import dev.weft.pool.PoolException;
import dev.weft.pool.PoolHost;
import dev.weft.pool.PoolInside;
import dev.weft.pool.PoolLimits;
import dev.weft.pool.PoolListener;
import dev.weft.pool.Purpose;
import dev.weft.pool.ResourceFactory;
import dev.weft.protocol.transport.IoLoop;
import dev.weft.protocol.transport.LoopInside;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A pool whose only resource never comes back, and 10,000 callers a second who wait half a second each and give up, in real
 * time and with the alarms of the I/O loop. For two seconds; for a minute in the long form:
 * {@code mvn -Plong-stress -pl core -am test -Dtest=StuckPoolStressTest -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class StuckPoolStressTest {
    private static final int SECONDS = Integer.getInteger("weft.stress.seconds", 2);
    private static final int CALLERS_PER_SECOND = 10_000;
    private static final int TICKS_PER_SECOND = 100;
    private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1) / TICKS_PER_SECOND;
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long GROWTH_ALLOWED_BYTES = 4 << 20;

    private final IoLoop loop = IoLoop.acquire();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger timeouts = new AtomicInteger();
    private final AtomicInteger mistakes = new AtomicInteger();
    private final Pool<Object> pool = new Pool<>(
            new PoolLimits(1, 0, 2, 0, 0, 0),
            new Things(),
            PoolListener.NONE,
            new PoolHost(System::nanoTime, opening -> Thread.ofPlatform().start(opening), Engine.alarms(loop)));

    private static final class Things implements ResourceFactory<Object> {
        @Override
        public Object open(OpenRequest request) {
            return new Object();
        }

        @Override
        public void openFailed(OpenRequest request, Throwable cause) {}

        @Override
        public boolean usable(Object thing) {
            return true;
        }

        @Override
        public void interrupt(Object thing, Throwable cause) {}

        @Override
        public void close(Object thing, CloseReason reason) {}
    }

    @AfterEach
    void close() {
        pool.close();
        loop.release();
    }

    @Test
    void callersWhoComeAndGiveUpLeaveNothingBehind() throws Exception {
        pool.ready();
        Lease<Object> stuck = pool.acquire(Purpose.OTHER, Long.MAX_VALUE);
        // One stays all the time: what the others leave behind lies in the middle of the line.
        Thread patient = Thread.ofVirtual().start(this::waitForEver);
        Until.holds(() -> pool.stats().waiting() == 1);
        // Classes, code and stacks that any run needs are none of what piles up.
        serve(1);
        long before = heapInUse();
        long began = System.nanoTime();
        int mostSegments = serve(SECONDS);
        double seconds = (System.nanoTime() - began) / 1e9;
        long after = heapInUse();
        System.out.printf(
                "%,d callers timed out in %.1f s; heap before %,d, after %,d bytes; segments at most %d, now %d; alarm slots %d, taken %d%n",
                SECONDS * CALLERS_PER_SECOND,
                seconds,
                before,
                after,
                mostSegments,
                PoolInside.segments(pool),
                LoopInside.alarmSlots(loop),
                LoopInside.alarmsTaken(loop));
        assertEquals(0, mistakes.get());
        assertEquals((SECONDS + 1) * CALLERS_PER_SECOND, timeouts.get());
        assertTrue(PoolInside.segments(pool) <= 3, "segments are left in line");
        assertEquals(0, LoopInside.alarmsTaken(loop));
        assertTrue(after - before <= GROWTH_ALLOWED_BYTES, "the heap has grown by " + (after - before));
        assertEquals(1, pool.stats().waiting());
        stuck.release();
        patient.join();
        assertEquals(1, pool.stats().idle());
    }

    /** So many seconds of callers; returns when the last of them is gone. */
    private int serve(int seconds) {
        long next = System.nanoTime();
        int mostSegments = 0;
        int mostRunning = 1;
        for (int tick = 0; tick < seconds * TICKS_PER_SECOND; tick++) {
            for (int i = 0; i < CALLERS_PER_SECOND / TICKS_PER_SECOND; i++) {
                running.getAndIncrement();
                Thread.ofVirtual().start(this::giveUp);
            }
            // A machine that is behind catches up: the next tick is then due at once.
            next += TICK_NANOS;
            LockSupport.parkNanos(next - System.nanoTime());
            mostSegments = Math.max(mostSegments, PoolInside.segments(pool));
            mostRunning = Math.max(mostRunning, running.get());
        }
        Until.holds(() -> running.get() == 0);
        // Slots are as many as were needed at once, with room to spare, however many callers there have been.
        assertTrue(LoopInside.alarmSlots(loop) <= 64 + 8 * mostRunning);
        return mostSegments;
    }

    private void giveUp() {
        try {
            pool.acquire(Purpose.OTHER, System.nanoTime() + PATIENCE_NANOS);
            mistakes.getAndIncrement();
        } catch (PoolException.TimedOut expected) {
            timeouts.getAndIncrement();
        } catch (PoolException other) {
            mistakes.getAndIncrement();
        } finally {
            running.getAndDecrement();
        }
    }

    private void waitForEver() {
        try {
            pool.acquire(Purpose.OTHER, Long.MAX_VALUE).release();
        } catch (PoolException e) {
            mistakes.getAndIncrement();
        }
    }

    /** The least of several looks: what is dead but not yet collected does not count. */
    private static long heapInUse() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
