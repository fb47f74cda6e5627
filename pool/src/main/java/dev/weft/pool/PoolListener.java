package dev.weft.pool;

import org.jspecify.annotations.Nullable;

/**
 * Hears the eleven events of the CMAP specification, in its order, on whatever thread caused them: the I/O loop's
 * thread included when a drained resource comes back. Methods must not throw and must not block. Durations are in
 * nanoseconds.
 */
public interface PoolListener {
    /** Hears nothing. */
    PoolListener NONE = () -> false;

    /** Whether anybody listens now; asked before each event, so that silence costs one branch. */
    boolean wants();

    /** A pool exists. */
    default void poolCreated(PoolLimits limits) {}

    /** The pool went from paused to ready. */
    default void poolReady() {}

    /** The pool, or one service of it if {@code serviceId} is not null, was cleared. */
    default void poolCleared(@Nullable Object serviceId, boolean interruptInUse, @Nullable Throwable cause) {}

    /** The pool is closed. */
    default void poolClosed() {}

    /** A resource is about to be opened. */
    default void connectionCreated(long connectionId) {}

    /** A resource has been opened. */
    default void connectionReady(long connectionId, long durationNanos) {}

    /** A resource no longer counts and is being closed. */
    default void connectionClosed(long connectionId, CloseReason reason, @Nullable Throwable cause) {}

    /** A caller asks for a resource. */
    default void checkOutStarted() {}

    /** A caller goes away without one. */
    default void checkOutFailed(CheckOutFailure reason, long durationNanos, PoolException failure) {}

    /** A caller has one. */
    default void checkedOut(long connectionId, long durationNanos) {}

    /** A resource came back. */
    default void checkedIn(long connectionId) {}
}
