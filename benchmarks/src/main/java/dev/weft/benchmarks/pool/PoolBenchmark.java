package dev.weft.benchmarks.pool;

import dev.weft.pool.CloseReason;
import dev.weft.pool.OpenRequest;
import dev.weft.pool.Pool;
import dev.weft.pool.PoolHost;
import dev.weft.pool.PoolLimits;
import dev.weft.pool.PoolListener;
import dev.weft.pool.Purpose;
import dev.weft.pool.ResourceFactory;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Question: what does one acquire and release cost, alone and while others want the same, beside a fair {@code Semaphore} with a queue of
 * idle things?
 *
 * <p>An invocation is 100,000 pairs, shared out among all callers, who begin together; starting them is not timed. Whoever holds something
 * computes for about 100 ns and does not park, so what is measured is the pool and the parking of those who wait for it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PoolBenchmark {
    private static final int PAIRS = 100_000;
    private static final int HELD_TOKENS = 50;

    /** Who lends. */
    public enum By {
        /** Our pool. */
        WEFT,
        /** A fair semaphore and a concurrent queue. */
        FAIR_SEMAPHORE
    }

    /** Who lends. */
    @Param
    public By by = By.WEFT;

    /** How many want it. */
    @Param({"1", "100", "10000"})
    public int callers = 1;

    /** How many there are to lend. */
    @Param({"1", "10", "100", "500"})
    public int size = 100;

    /** Whether callers are virtual threads. */
    @Param({"true", "false"})
    public boolean virtual = true;

    private Lender lender = () -> {};
    private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
    private CountDownLatch go = new CountDownLatch(1);
    private CountDownLatch done = new CountDownLatch(0);

    /** Borrows one thing, holds it for a moment, and gives it back. */
    @FunctionalInterface
    private interface Lender {
        void lendOnce() throws Exception;
    }

    /** Makes the pool, with all there is to lend opened. */
    @Setup
    public void prepare() throws Exception {
        lender = by == By.WEFT ? pool() : semaphore();
    }

    private Lender pool() throws Exception {
        var host = new PoolHost(
                System::nanoTime, opening -> Thread.ofPlatform().start(opening), (waiter, deadline) -> () -> {});
        var pool = new Pool<>(new PoolLimits(size, 0, 2, 0, 0, 0), new Things(), PoolListener.NONE, host);
        pool.ready();
        pool.warmUp(size, Long.MAX_VALUE);
        return () -> {
            var lease = pool.acquire(Purpose.OTHER, Long.MAX_VALUE);
            Blackhole.consumeCPU(HELD_TOKENS);
            lease.release();
        };
    }

    private Lender semaphore() {
        var permits = new Semaphore(size, true);
        Queue<Object> idle = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < size; i++) {
            idle.add(new Object());
        }
        return () -> {
            permits.acquire();
            var thing = idle.remove();
            Blackhole.consumeCPU(HELD_TOKENS);
            idle.add(thing);
            permits.release();
        };
    }

    /** Starts the callers; they wait for the sign. */
    @Setup(Level.Invocation)
    public void gather() throws InterruptedException {
        go = new CountDownLatch(1);
        done = new CountDownLatch(callers);
        var ready = new CountDownLatch(callers);
        int each = Math.max(1, PAIRS / callers);
        Runnable work = () -> {
            try {
                ready.countDown();
                go.await();
                for (int i = 0; i < each; i++) {
                    lender.lendOnce();
                }
            } catch (Exception e) {
                failures.add(e);
            } finally {
                done.countDown();
            }
        };
        for (int i = 0; i < callers; i++) {
            if (virtual) {
                Thread.startVirtualThread(work);
            } else {
                Thread.ofPlatform().start(work);
            }
        }
        ready.await();
    }

    /** All pairs of all callers. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public void lend() throws InterruptedException {
        go.countDown();
        done.await();
    }

    /** A caller that failed has not done its share, and the time says nothing. */
    @TearDown(Level.Invocation)
    public void check() {
        var failure = failures.poll();
        if (failure != null) {
            throw new IllegalStateException("a caller has failed", failure);
        }
    }

    /** Opens things that are nothing. */
    private static final class Things implements ResourceFactory<Object> {
        @Override
        public Object open(OpenRequest request) {
            return new Object();
        }

        @Override
        public void openFailed(OpenRequest request, Throwable cause) {}

        @Override
        public boolean usable(Object resource) {
            return true;
        }

        @Override
        public void interrupt(Object resource, Throwable cause) {}

        @Override
        public void close(Object resource, CloseReason reason) {}
    }
}
