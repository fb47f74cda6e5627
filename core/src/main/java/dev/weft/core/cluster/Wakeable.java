package dev.weft.core.cluster;

import dev.weft.core.time.Deadline;
import dev.weft.core.time.NanoClock;
import dev.weft.core.time.Parking;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A sleep of one thread that others may cut short. A wake-up that comes before the sleep is not lost, and several count as one. */
final class Wakeable {
    enum End {
        WOKEN,
        TIME,
        STOPPED
    }

    private final NanoClock clock;
    private final Parking parking;
    private volatile boolean woken;
    private volatile @Nullable Thread sleeper;

    Wakeable(NanoClock clock, Parking parking) {
        this.clock = clock;
        this.parking = parking;
    }

    void wake() {
        woken = true;
        LockSupport.unpark(sleeper);
    }

    /** Forgets a wake-up that came too early to mean anything. */
    void forget() {
        woken = false;
    }

    /** Sleeps until woken or until the deadline; {@code STOPPED} if the thread is interrupted. */
    End sleep(long deadlineNanos) {
        sleeper = Thread.currentThread();
        while (true) {
            if (Thread.currentThread().isInterrupted()) {
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

    /** Sleeps until the deadline whoever wakes; {@code STOPPED} if the thread is interrupted. */
    End sleepThrough(long deadlineNanos) {
        while (!Deadline.passed(deadlineNanos, clock.nanoTime())) {
            if (Thread.currentThread().isInterrupted()) {
                return End.STOPPED;
            }
            parking.park(this, deadlineNanos);
        }
        return End.TIME;
    }
}
