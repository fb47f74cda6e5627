package dev.weft.core.time;

import java.util.concurrent.locks.LockSupport;

/**
 * Parks the calling thread until somebody unparks it, it is interrupted, or a deadline passes. A timed park of a virtual
 * thread depends on the scheduler of virtual threads and costs more than an untimed one, so the engine plugs in the
 * alarms of the I/O loop: arm, park untimed, disarm. Implementations are thread-safe.
 */
@FunctionalInterface
public interface Parking {
    /**
     * Returns when unparked, interrupted, at the deadline, or for no reason: always called in a loop that looks at its
     * own state, its own clock and the interrupt flag.
     *
     * @param blocker what the thread waits for, shown in thread dumps
     * @param deadlineNanos a reading of the clock, or {@link Deadline#NEVER}
     */
    void park(Object blocker, long deadlineNanos);

    /** The timed park of the JDK, for work that has no I/O loop at hand. */
    static Parking timed(NanoClock clock) {
        return (blocker, deadlineNanos) -> {
            if (deadlineNanos == Deadline.NEVER) {
                LockSupport.park(blocker);
                return;
            }
            var left = deadlineNanos - clock.nanoTime();
            if (left > 0) {
                LockSupport.parkNanos(blocker, left);
            }
        };
    }
}
