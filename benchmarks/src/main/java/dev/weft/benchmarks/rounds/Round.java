package dev.weft.benchmarks.rounds;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.weft.benchmarks.report.Measurement.Unit;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;

/**
 * One round in the process of a peer: all callers are let go together and call until the time is over. Calls that are under way then are waited
 * for and counted.
 *
 * @param order what is called, by whom and how often
 * @param clock the time it goes by
 */
public record Round(Order order, RoundClock clock) {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** Beyond the end of a round a caller is taken for stuck, and a benchmark that hangs for broken. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A round by the machine's clock. */
    public Round(Order order) {
        this(order, RoundClock.SYSTEM);
    }

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
        var tally = new Tally(order, clock);
        var ready = new CountDownLatch(order.callers());
        var go = new CountDownLatch(1);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < order.callers(); i++) {
            int index = i;
            var caller = open.apply(i);
            Runnable work = () -> {
                ready.countDown();
                callUntilTheEnd(index, caller, tally, go);
            };
            threads.add(
                    order.virtual()
                            ? Thread.startVirtualThread(work)
                            : Thread.ofPlatform().start(work));
        }
        ready.await();
        var meter = Meter.start();
        tally.start();
        go.countDown();
        join(threads);
        return meter.stop(tally);
    }

    private void join(List<Thread> threads) throws InterruptedException {
        var patience = PATIENCE.plusMillis(order.millis());
        for (var thread : threads) {
            if (!thread.join(patience)) {
                System.err.println("a caller is stuck: " + List.of(thread.getStackTrace()));
                Runtime.getRuntime().halt(1);
            }
        }
    }

    private static void callUntilTheEnd(int index, Caller caller, Tally tally, CountDownLatch go) {
        try {
            go.await();
            for (long due = tally.next(); due != Tally.OVER; due = tally.next()) {
                tally.waitUntil(due);
                tally.count(index, due, caller.call());
            }
        } catch (Exception e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    /** What the process uses meanwhile. */
    record Meter(long cpuNanos, long allocated) {
        static Meter start() {
            return new Meter(SYSTEM.getProcessCpuTime(), THREADS.getTotalThreadAllocatedBytes());
        }

        Figures stop(Tally tally) {
            double calls = tally.calls();
            double cpuMicros = (SYSTEM.getProcessCpuTime() - cpuNanos) / 1e3 / calls;
            double bytes = (THREADS.getTotalThreadAllocatedBytes() - allocated) / calls;
            var figures = tally.figures();
            if (calls > 0) {
                figures.put(Unit.CPU_MICROS, cpuMicros);
                figures.put(Unit.BYTES, bytes);
            }
            return new Figures(figures);
        }
    }
}
