package dev.weft.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Nobody is served out of turn. A wait is measured in turns: how many others were served between asking and being
 * served. That is what a fair line bounds, and no load of the machine changes it; all hold for one turn, so service
 * times are equal. All are in line before the first is served and go back to its end; counted are the waits of the
 * middle rounds: they are of one generation. The waits in nanoseconds are printed beside.
 */
@Timeout(120)
class FairnessTest {
    private static final int CALLERS = 10_000;
    private static final int ROUNDS = 6;
    private static final int FIRST_COUNTED = 2;
    private static final int LAST_COUNTED = 4;

    private final Crew crew = new Crew();
    private final AtomicLong turns = new AtomicLong();
    private final long[][] waitedTurns = new long[ROUNDS][CALLERS];
    private final long[][] waitedNanos = new long[ROUNDS][CALLERS];

    @Test
    void tenThousandCallersOnTenResourcesWaitAlike() throws Exception {
        runOn(10);
        double spread = leastSpread(waits -> waits[CALLERS - 1]);
        assertTrue(spread <= 1.5, "the longest wait is " + spread + " times the median");
    }

    @Test
    void tenThousandCallersOnAHundredResourcesWaitAlike() throws Exception {
        runOn(100);
        double spread = leastSpread(FairnessTest::p99);
        assertTrue(spread <= 1.5, "the 99th percentile is " + spread + " times the median");
    }

    /**
     * The best of the counted rounds: an unfair line is unfair in each, while a carrier thread that the machine stopped
     * between asking and entering the line spoils one.
     */
    private double leastSpread(ToLongFunction<long[]> figure) {
        return IntStream.rangeClosed(FIRST_COUNTED, LAST_COUNTED)
                .mapToObj(round -> waitedTurns[round])
                .mapToDouble(waits -> (double) figure.applyAsLong(waits) / median(waits))
                .min()
                .orElseThrow();
    }

    private void runOn(int size) throws Exception {
        Pool<Things.Thing> pool = new Pool<>(
                new PoolLimits(size, 0, 2, 0, 0, 0),
                new Things(),
                PoolListener.NONE,
                new PoolHost(System::nanoTime, crew, (waiter, deadline) -> () -> {}));
        pool.ready();
        pool.warmUp(size, Long.MAX_VALUE);
        List<Lease<Things.Thing>> held = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            held.add(pool.acquire(Purpose.OTHER, Long.MAX_VALUE));
        }
        for (int i = 0; i < CALLERS; i++) {
            int caller = i;
            crew.start(() -> call(pool, caller));
        }
        Crew.await("all are in line", () -> pool.stats().waiting() == CALLERS);
        // From a virtual thread: the JDK's scheduler lets what a platform thread has unparked wait for as long as its
        // own queues never empty.
        crew.start(() -> held.forEach(Lease::release));
        crew.join();
        assertEquals(size, pool.stats().idle());
        for (int round = 0; round < ROUNDS; round++) {
            Arrays.sort(waitedTurns[round]);
            Arrays.sort(waitedNanos[round]);
        }
        System.out.println("waits of " + CALLERS + " callers on " + size + " resources, round 3: turns "
                + figures(waitedTurns[3]) + "; microseconds "
                + figures(
                        Arrays.stream(waitedNanos[3]).map(nanos -> nanos / 1000).toArray()));
    }

    private void call(Pool<Things.Thing> pool, int caller) throws PoolException {
        for (int round = 0; round < ROUNDS; round++) {
            long askedNanos = System.nanoTime();
            long asked = turns.get();
            Lease<Things.Thing> lease = pool.acquire(Purpose.OTHER, Long.MAX_VALUE);
            waitedTurns[round][caller] = turns.getAndIncrement() - asked;
            waitedNanos[round][caller] = System.nanoTime() - askedNanos;
            lease.resource().hold();
            lease.resource().letGo();
            lease.release();
        }
    }

    /**
     * The order itself: callers who enter one after the other are served one after the other, also when some of them
     * give up.
     */
    @Test
    void serviceIsInTheOrderOfAskingThoughSomeGiveUp() throws Exception {
        int callers = 500;
        ManualTime time = new ManualTime();
        Pool<Things.Thing> pool = new Pool<>(
                new PoolLimits(1, 0, 2, 0, 0, 0), new Things(), PoolListener.NONE, new PoolHost(time, crew, time));
        pool.ready();
        Lease<Things.Thing> held = pool.acquire(Purpose.OTHER, Long.MAX_VALUE);
        AtomicIntegerArray order = new AtomicIntegerArray(callers);
        AtomicInteger served = new AtomicInteger();
        AtomicInteger left = new AtomicInteger();
        long soon = time.in(1);
        for (int i = 0; i < callers; i++) {
            int caller = i;
            Thread next = crew.start(() -> {
                try {
                    Lease<Things.Thing> lease = pool.acquire(Purpose.OTHER, caller % 3 == 0 ? soon : Long.MAX_VALUE);
                    order.set(served.getAndIncrement(), caller);
                    lease.release();
                } catch (PoolException.TimedOut gaveUp) {
                    left.getAndIncrement();
                }
            });
            Crew.await("it is counted", () -> pool.stats().waiting() == caller + 1);
            Crew.await("it is in line", () -> next.getState() == Thread.State.WAITING);
        }
        time.advance(1);
        Crew.await("a third has left", () -> left.get() == (callers + 2) / 3);
        held.release();
        crew.join();
        for (int i = 1; i < served.get(); i++) {
            assertTrue(order.get(i - 1) < order.get(i), "served out of turn: " + order);
        }
        assertEquals(callers - left.get(), served.get());
    }

    private static long median(long[] sorted) {
        return sorted[CALLERS / 2];
    }

    private static long p99(long[] sorted) {
        return sorted[CALLERS * 99 / 100];
    }

    private static String figures(long[] sorted) {
        return "min " + sorted[0] + ", p50 " + median(sorted) + ", p99 " + p99(sorted) + ", max " + sorted[CALLERS - 1];
    }
}
