package dev.weft.core.cluster;

import dev.weft.core.time.Deadline;
import dev.weft.core.time.NanoClock;
import dev.weft.core.time.Parking;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A sleep of one thread that others may cut short, or end for good. A wake-up that comes before the sleep is not lost, and several count as
 * one.
 */
final class Wakeable {
    enum End {
        WOKEN,
        TIME,
        STOPPED
    }

    private final NanoClock clock;
    private final Parking parking;
    private volatile boolean woken;
    /** Beside the interrupt of the thread, which code that is not ours may swallow. */
    private volatile boolean ended;

    private volatile @Nullable Thread sleeper;

    Wakeable(NanoClock clock, Parking parking) {
        this.clock = clock;
        this.parking = parking;
    }

    void wake() {
        woken = true;
        LockSupport.unpark(sleeper);
    }

    /** No sleep lasts any longer, now and later. */
    void stop() {
        ended = true;
        LockSupport.unpark(sleeper);
    }

    /** Whether the calling thread, which alone sleeps here, is to end: it was stopped, or interrupted. */
    boolean stopped() {
        return ended || Thread.currentThread().isInterrupted();
    }

    /** Forgets a wake-up that came too early to mean anything. */
    void forget() {
        woken = false;
    }

    /** Sleeps until woken or until the deadline; {@code STOPPED} once it is {@link #stopped}. */
    End sleep(long deadlineNanos) {
        sleeper = Thread.currentThread();
        while (true) {
            if (stopped()) {
                return End.STOPPED;
            }
            if (woken) {
                woken = false;
                return End.WOKEN;
            }
            if (Deadline.passed(deadlineNanos, clock.nanoTime())) {
                return End.TIME;
            }
            parking.park(this, deadlineNanos);
        }
    }

    /** Sleeps until the deadline whoever wakes; {@code STOPPED} once it is {@link #stopped}. */
    End sleepThrough(long deadlineNanos) {
        sleeper = Thread.currentThread();
        while (!Deadline.passed(deadlineNanos, clock.nanoTime())) {
            if (stopped()) {
                return End.STOPPED;
            }
            parking.park(this, deadlineNanos);
        }
        return End.TIME;
    }
}
