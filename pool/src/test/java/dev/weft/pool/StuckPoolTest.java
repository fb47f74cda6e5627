package dev.weft.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pool whose only resource never comes back, while callers come and give up: nothing may pile up. */
@Timeout(60)
class StuckPoolTest {
    private static final int CALLERS_PER_SECOND = 10_000;
    private static final int SECONDS = 60;

    private final ManualTime time = new ManualTime();
    private final Crew crew = new Crew();
    private final Pool<Things.Thing> pool = new Pool<>(
            new PoolLimits(1, 0, 2, 0, 0, 0), new Things(), PoolListener.NONE, new PoolHost(time, crew, time));

    /** One waiter, the first, stays all the time: what the others leave behind lies in the middle of the line. */
    @Test
    void aMinuteOfTimeoutsLeavesNothingBehind() throws Exception {
        pool.ready();
        Lease<Things.Thing> stuck = pool.acquire(Purpose.OTHER, Long.MAX_VALUE);
        crew.start(() -> pool.acquire(Purpose.OTHER, Long.MAX_VALUE).release());
        Crew.await("the patient one waits", () -> pool.stats().waiting() == 1);
        Crew callers = new Crew();
        AtomicInteger timeouts = new AtomicInteger();
        int mostSegments = 0;
        for (int second = 0; second < SECONDS; second++) {
            long deadline = time.in(1000);
            for (int i = 0; i < CALLERS_PER_SECOND; i++) {
                callers.start(() -> {
                    assertThrows(PoolException.TimedOut.class, () -> pool.acquire(Purpose.OTHER, deadline));
                    timeouts.getAndIncrement();
                });
            }
            Crew.await("all wait", () -> pool.stats().waiting() == CALLERS_PER_SECOND + 1);
            time.advance(1000);
            callers.join();
            assertEquals(1, pool.stats().waiting());
            mostSegments = Math.max(mostSegments, pool.handOff().line().segments());
        }
        assertEquals(CALLERS_PER_SECOND * SECONDS, timeouts.get());
        assertTrue(mostSegments <= 3, "segments left in line: " + mostSegments);
        assertEquals(0, time.alarms());
        assertEquals(0, pool.handOff().idleNodes());
        stuck.release();
        crew.join();
        assertEquals(new PoolStats(1, 0, 1, 0, 0, 0, 0, 0, 0), pool.stats());
        assertEquals(1, pool.handOff().idleNodes());
    }
}
