package dev.weft.quickstart;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Many callers at once, each on a virtual thread of its own, and a histogram of what they waited. */
final class Crowd {
    private static final int PROGRESS_STEPS = 10;

    private final int callers;
    private final int callsEach;
    private final Call call;
    private final long[] latencyNanos;
    private final AtomicInteger done = new AtomicInteger();
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
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < callers; i++) {
            int caller = i;
            threads.add(Thread.startVirtualThread(() -> {
                try {
                    go.await();
                    callAgainAndAgain(caller);
                } catch (Throwable e) {
                    failure.compareAndSet(null, e);
                }
            }));
        }
        long start = System.nanoTime();
        go.countDown();
        for (int i = 0; i < callers; i++) {
            threads.get(i).join();
            if ((i + 1) % (callers / PROGRESS_STEPS) == 0) {
                out.print("\r  " + done.get() + " of " + latencyNanos.length + " calls done");
                out.flush();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        out.println();
        if (failure.get() != null) {
            throw new IllegalStateException("a concurrent call failed", failure.get());
        }
        out.printf(Locale.ROOT, "  %.0f calls a second%n", latencyNanos.length / seconds);
        printHistogram(out);
    }

    private void callAgainAndAgain(int caller) {
        for (int i = 0; i < callsEach; i++) {
            long start = System.nanoTime();
            call.make(caller, i);
            latencyNanos[caller * callsEach + i] = System.nanoTime() - start;
            done.incrementAndGet();
        }
    }

    /** A line per power of two of a millisecond, and the percentiles people ask for. */
    private void printHistogram(PrintStream out) {
        Arrays.sort(latencyNanos);
        var buckets = new int[64];
        for (long nanos : latencyNanos) {
            buckets[64 - Long.numberOfLeadingZeros(nanos / 1_000_000)]++;
        }
        int most = Arrays.stream(buckets).max().orElse(1);
        for (int i = 0; i < buckets.length; i++) {
            if (buckets[i] > 0) {
                out.printf(
                        Locale.ROOT,
                        "  < %5d ms %7d %s%n",
                        1L << i,
                        buckets[i],
                        "#".repeat(Math.max(1, 50 * buckets[i] / most)));
            }
        }
        out.printf(Locale.ROOT, "  p50 %.1f ms, p99 %.1f ms, max %.1f ms%n", at(0.5), at(0.99), at(1));
    }

    private double at(double quantile) {
        int index = (int) Math.ceil(quantile * latencyNanos.length) - 1;
        return latencyNanos[Math.max(0, index)] / 1e6;
    }
}
