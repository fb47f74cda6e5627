package dev.weft.pool;

/**
 * Wakes waiting threads, so that the pool can park without a timeout (a timed park is what costs, see ADR 2).
 *
 * <p>Implementations are thread-safe and never block.
 */
@FunctionalInterface
public interface Alarms {
    /**
     * Promises to unpark a thread once the clock has passed a deadline, unless the alarm is disarmed before.
     *
     * @param waiter the thread to unpark; it decides by the clock what the wake-up means, so waking it early or
     *     twice does no harm
     * @param deadlineNanos a reading of the pool's clock, never {@link Long#MAX_VALUE}
     * @return the handle that takes the promise back
     */
    Alarm arm(Thread waiter, long deadlineNanos);

    /** One promised wake-up. */
    @FunctionalInterface
    interface Alarm {
        /** Takes the promise back; called exactly once for each alarm, also after it went off. */
        void disarm();
    }
}
