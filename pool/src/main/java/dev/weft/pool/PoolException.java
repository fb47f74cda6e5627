package dev.weft.pool;

import org.jspecify.annotations.Nullable;

/** A resource could not be had. The subclass tells why, the message what to do. */
public abstract sealed class PoolException extends Exception {
    private static final long serialVersionUID = 1L;

    private PoolException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The reason as the CMAP specification has it. */
    public abstract CheckOutFailure reason();

    /** The deadline passed while the caller waited (CMAP's WaitQueueTimeoutError). */
    public static final class TimedOut extends PoolException {
        private static final long serialVersionUID = 1L;
        private final PoolStats stats;

        TimedOut(String message, PoolStats stats) {
            super(message, null);
            this.stats = stats;
        }

        static TimedOut inLine(long waitedNanos, PoolStats stats) {
            return new TimedOut(
                    "Timed out while checking out a connection from connection pool after " + waitedNanos / 1_000_000
                            + " ms. Timeout waiting for connection from the connection pool. " + stats.sentence()
                            + ". Raise maxPoolSize, allow more time, or hold connections for a shorter time.",
                    stats);
        }

        /** The counts of the pool when the caller gave up. */
        public PoolStats stats() {
            return stats;
        }

        @Override
        public CheckOutFailure reason() {
            return CheckOutFailure.TIMEOUT;
        }
    }

    /**
     * The pool is paused, or was cleared while the caller waited (CMAP's PoolClearedError); trying again makes sense
     * and the server is not to blame again.
     */
    public static final class Cleared extends PoolException {
        private static final long serialVersionUID = 1L;

        Cleared(@Nullable Throwable cause) {
            super(
                    cause == null
                            ? "The connection pool is paused: its server has not been found healthy yet"
                            : "The connection pool was cleared because another operation failed with: " + cause,
                    cause);
        }

        @Override
        public CheckOutFailure reason() {
            return CheckOutFailure.CONNECTION_ERROR;
        }
    }

    /** The pool is closed (CMAP's PoolClosedError). */
    public static final class Closed extends PoolException {
        private static final long serialVersionUID = 1L;

        Closed() {
            super("Attempted to check out a connection from closed connection pool", null);
        }

        @Override
        public CheckOutFailure reason() {
            return CheckOutFailure.POOL_CLOSED;
        }
    }

    /** Opening a resource failed; the cause is what {@link ResourceFactory#open} threw. */
    public static final class OpenFailed extends PoolException {
        private static final long serialVersionUID = 1L;

        OpenFailed(Throwable cause) {
            super("A connection could not be opened: " + cause, cause);
        }

        @Override
        public CheckOutFailure reason() {
            return CheckOutFailure.CONNECTION_ERROR;
        }
    }

    /** As many callers wait as {@link PoolLimits#maxWaiters()} allows. */
    public static final class WaitersExceeded extends PoolException {
        private static final long serialVersionUID = 1L;
        private final PoolStats stats;

        WaitersExceeded(int maxWaiters, PoolStats stats) {
            super(
                    "Too many callers wait for a connection: maxWaiters is " + maxWaiters + ". " + stats.sentence()
                            + ". Raise maxWaiters or maxPoolSize, or send less at once.",
                    null);
            this.stats = stats;
        }

        /** The counts of the pool when the caller was turned away. */
        public PoolStats stats() {
            return stats;
        }

        @Override
        public CheckOutFailure reason() {
            return CheckOutFailure.CONNECTION_ERROR;
        }
    }

    /** The caller was interrupted while it waited; its interrupt flag is still set. */
    public static final class Interrupted extends PoolException {
        private static final long serialVersionUID = 1L;

        Interrupted() {
            super("Interrupted while waiting for a connection", null);
        }

        @Override
        public CheckOutFailure reason() {
            return CheckOutFailure.CONNECTION_ERROR;
        }
    }
}
