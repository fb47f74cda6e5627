package dev.weft.benchmarks.rounds;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * One round in the process of a peer: all callers are let go together and call until the time is over.
 *
 * @param callers how many call at once
 * @param millis how long new calls begin; those under way are waited for and counted
 * @param virtual whether the callers are virtual threads
 */
public record Round(int callers, int millis, boolean virtual) {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** Beyond the end of a round a caller is taken for stuck, and a benchmark that hangs for broken. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What one caller does over and over. */
    @FunctionalInterface
    public interface Caller {
        /**
         * Makes one call.
         *
         * @return false if the caller left before it was answered
         */
        boolean call() throws Exception;
    }

    /** Runs the round; the caller of each index is asked for before the clock starts. */
    public Figures run(IntFunction<Caller> open) throws InterruptedException {
        var tally = new Tally(callers);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < callers; i++) {
            var caller = open.apply(i);
            Runnable work = () -> callUntilTheEnd(caller, tally);
            threads.add(
                    virtual
                            ? Thread.startVirtualThread(work)
                            : Thread.ofPlatform().start(work));
        }
        tally.ready.await();
        long cpu = SYSTEM.getProcessCpuTime();
        long allocated = THREADS.getTotalThreadAllocatedBytes();
        long start = System.nanoTime();
        tally.endNanos = start + millis * 1_000_000L;
        tally.go.countDown();
        join(threads);
        double took = System.nanoTime() - start;
        double calls = tally.calls.sum();
        return new Figures(
                calls * 1e9 / took,
                (SYSTEM.getProcessCpuTime() - cpu) / 1e3 / calls,
                (THREADS.getTotalThreadAllocatedBytes() - allocated) / calls,
                tally.latencies.getValueAtPercentile(50) / 1e6,
                tally.latencies.getValueAtPercentile(99) / 1e6,
                tally.latencies.getMaxValue() / 1e6,
                tally.left.sum() * 100 / calls);
    }

    private void join(List<Thread> threads) throws InterruptedException {
        var patience = PATIENCE.plusMillis(millis);
        for (var thread : threads) {
            if (!thread.join(patience)) {
                System.err.println("a caller is stuck: " + List.of(thread.getStackTrace()));
                Runtime.getRuntime().halt(1);
            }
        }
    }

    private static void callUntilTheEnd(Caller caller, Tally tally) {
        try {
            tally.ready.countDown();
            tally.go.await();
            long calls = 0;
            long left = 0;
            for (long now = System.nanoTime(); now < tally.endNanos; calls++) {
                if (!caller.call()) {
                    left++;
                }
                long then = System.nanoTime();
                tally.latencies.recordValue(then - now);
                now = then;
            }
            tally.calls.add(calls);
            tally.left.add(left);
        } catch (Exception e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    /** What the callers of a round share. */
    private static final class Tally {
        final ConcurrentHistogram latencies = new ConcurrentHistogram(60_000_000_000L, 3);
        final LongAdder calls = new LongAdder();
        final LongAdder left = new LongAdder();
        final CountDownLatch ready;
        final CountDownLatch go = new CountDownLatch(1);
        /** Set once, before the callers are let go. */
        long endNanos;

        Tally(int callers) {
            ready = new CountDownLatch(callers);
        }
    }
}
