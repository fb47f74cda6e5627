package dev.weft.quickstart;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Many callers at once, each on a virtual thread of its own, and a histogram of what they waited. */
final class Crowd {
    private static final int PROGRESS_STEPS = 10;
    private static final int WIDEST_BAR = 50;

    private final int callers;
    private final int callsEach;
    private final Call call;
    private final long[] latencyNanos;
    private final AtomicInteger done = new AtomicInteger();
    private final BlockingQueue<Integer> progress = new LinkedBlockingQueue<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** One call of one caller. */
    interface Call {
        void make(int caller, int call);
    }

    Crowd(int callers, int callsEach, Call call) {
        this.callers = callers;
        this.callsEach = callsEach;
        this.call = call;
        this.latencyNanos = new long[callers * callsEach];
    }

    /** Lets everybody go at once, waits for the last, and prints progress, rate and histogram. */
    void run(PrintStream out) throws InterruptedException {
        var go = new CountDownLatch(1);
        var threads = IntStream.range(0, callers)
                .mapToObj(caller -> Thread.startVirtualThread(() -> callAgainAndAgain(go, caller)))
                .toList();
        long start = System.nanoTime();
        go.countDown();
        int reached = 0;
        while (reached < latencyNanos.length && failure.get() == null) {
            reached = progress.take();
            out.print("\r  " + reached + " of " + latencyNanos.length + " calls done");
            out.flush();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        out.println();
        if (failure.get() != null) {
            throw new IllegalStateException("a concurrent call failed", failure.get());
        }
        out.printf(
                Locale.ROOT,
                "  %d calls in %.1f s, %.0f a second; what they took:%n",
                latencyNanos.length,
                seconds,
                latencyNanos.length / seconds);
        printHistogram(out);
    }

    private void callAgainAndAgain(CountDownLatch go, int caller) {
        try {
            go.await();
            for (int i = 0; i < callsEach; i++) {
                long start = System.nanoTime();
                call.make(caller, i);
                latencyNanos[caller * callsEach + i] = System.nanoTime() - start;
                tell(done.incrementAndGet());
            }
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
            progress.add(done.get());
        }
    }

    private void tell(int now) {
        if (now % Math.max(1, latencyNanos.length / PROGRESS_STEPS) == 0 || now == latencyNanos.length) {
            progress.add(now);
        }
    }

    /** Two lines for each doubling of the time, and the percentiles people ask for. */
    private void printHistogram(PrintStream out) {
        Arrays.sort(latencyNanos);
        Map<Double, Integer> counts = new TreeMap<>();
        for (long nanos : latencyNanos) {
            counts.merge(boundMillis(nanos / 1e6), 1, Integer::sum);
        }
        int most = counts.values().stream().max(Integer::compare).orElse(1);
        counts.forEach((bound, count) -> out.printf(
                Locale.ROOT,
                "  < %6.1f ms %7d %s%n",
                bound,
                count,
                "#".repeat(Math.max(1, WIDEST_BAR * count / most))));
        out.printf(Locale.ROOT, "  p50 %.1f ms, p99 %.1f ms, max %.1f ms%n", at(0.5), at(0.99), at(1));
    }

    private static double boundMillis(double millis) {
        double bound = 0.5;
        while (bound <= millis) {
            bound = bound * 1.5 > millis ? bound * 1.5 : bound * 2;
        }
        return bound;
    }

    private double at(double quantile) {
        int index = (int) Math.ceil(quantile * latencyNanos.length) - 1;
        return latencyNanos[Math.max(0, index)] / 1e6;
    }
}
