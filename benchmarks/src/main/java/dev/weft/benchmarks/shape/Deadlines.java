package dev.weft.benchmarks.shape;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The cheapest honest way we know to keep a deadline per call, the same as the transport's own: to set one is a volatile
 * write and a volatile read, and who keeps them looks at all of them when the earliest is here, at most once a
 * millisecond.
 */
final class Deadlines {
    /** No deadline. */
    static final long NONE = Long.MAX_VALUE;

    private static final long SPACING_NANOS = 1_000_000;
    private static final long WINDOW_NANOS = 1_000_000_000;

    private final List<Deadline> all = new CopyOnWriteArrayList<>();
    private final Runnable wake;
    private volatile long nextScan = NONE;
    private volatile boolean asked;
    /** The keeper's only. */
    private long earliestScan = System.nanoTime();

    /** Deadlines of a keeper that is woken so when one is earlier than its next look. */
    Deadlines(Runnable wake) {
        this.wake = wake;
    }

    /** One more deadline, with what happens on the keeper's thread when it passes. */
    Deadline add(Runnable expire) {
        var deadline = new Deadline(expire);
        all.add(deadline);
        return deadline;
    }

    void set(Deadline deadline, long deadlineNanos) {
        deadline.set(deadlineNanos);
        if (deadlineNanos == NONE) {
            return;
        }
        long next = nextScan;
        if ((next == NONE || deadlineNanos - next < 0) && !asked) {
            asked = true;
            wake.run();
        }
    }

    /** Nanoseconds until {@link #scan} is due, or {@link #NONE}. */
    long untilScan(long nowNanos) {
        long next = asked ? nowNanos : nextScan;
        return next == NONE ? NONE : Math.max(0, Math.max(next - nowNanos, earliestScan - nowNanos));
    }

    /** Fires what is due. */
    void scan(long nowNanos) {
        asked = false;
        // What is set during the scan and later than the window needs no second look; what is earlier asks for it.
        nextScan = nowNanos + WINDOW_NANOS;
        long first = nowNanos + WINDOW_NANOS;
        for (var deadline : all) {
            long remaining = deadline.check(nowNanos);
            if (remaining != NONE && remaining - first < 0) {
                first = remaining;
            }
        }
        nextScan = first;
        earliestScan = System.nanoTime() + SPACING_NANOS;
    }
}
