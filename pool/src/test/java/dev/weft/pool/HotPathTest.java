package dev.weft.pool;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What an uncontended acquire and release costs: a stack node and a lease, and no more. */
class HotPathTest {
    private static final int WARM_UP = 300_000;
    private static final int CALLS = 2_000_000;

    @Test
    void allocatesANodeAndALease() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Crew crew = new Crew();
        ManualTime time = new ManualTime();
        Pool<Things.Thing> pool =
                new Pool<>(PoolLimits.DEFAULT, new Things(), PoolListener.NONE, new PoolHost(time, crew, time));
        pool.ready();
        call(pool, WARM_UP);
        long bytesBefore = threads.getCurrentThreadAllocatedBytes();
        long nanosBefore = threads.getCurrentThreadCpuTime();
        call(pool, CALLS);
        long nanos = threads.getCurrentThreadCpuTime() - nanosBefore;
        double bytes = (double) (threads.getCurrentThreadAllocatedBytes() - bytesBefore) / CALLS;
        System.out.printf("acquire and release, uncontended: %.1f B, %d ns of CPU%n", bytes, nanos / CALLS);
        assertTrue(bytes <= 56, "a stack node is 24 B, a lease at most 32 B, but " + bytes + " B were allocated");
        crew.join();
    }

    private static void call(Pool<Things.Thing> pool, int times) throws PoolException {
        for (int i = 0; i < times; i++) {
            pool.acquire(Purpose.OTHER, Long.MAX_VALUE).release();
        }
    }
}
