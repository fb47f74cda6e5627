package dev.weft.benchmarks.shape;

import java.util.concurrent.atomic.AtomicLong;

/** The deadline of one connection, set anew by every call. Made by {@link Deadlines#add}. */
final class Deadline {
    private static final long FIRED = Long.MIN_VALUE;

    private final AtomicLong nanos = new AtomicLong(Deadlines.NONE);
    private final Runnable expire;

    Deadline(Runnable expire) {
        this.expire = expire;
    }

    void set(long deadlineNanos) {
        nanos.set(deadlineNanos);
    }

    /** Whether it has passed since it was set. */
    boolean fired() {
        return nanos.get() == FIRED;
    }

    /** Ends the wait; returns false if the deadline has passed first. */
    boolean clear() {
        long set = nanos.get();
        return set != FIRED && nanos.compareAndSet(set, Deadlines.NONE);
    }

    /** Fires if it is due; returns the deadline that remains. */
    long check(long nowNanos) {
        long set = nanos.get();
        if (set == Deadlines.NONE || set == FIRED) {
            return Deadlines.NONE;
        }
        if (set - nowNanos > 0) {
            return set;
        }
        if (nanos.compareAndSet(set, FIRED)) {
            expire.run();
        }
        return Deadlines.NONE;
    }
}
