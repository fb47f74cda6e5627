package dev.weft.pool;

/** Why a resource was closed (CMAP, ConnectionClosedEvent). */
public enum CloseReason {
    /** The pool was cleared after the resource had been opened. */
    STALE,
    /**
     * It was available for longer than {@link PoolLimits#maxIdleNanos()}, or has lived longer than {@link
     * PoolLimits#maxLifeNanos()}.
     */
    IDLE,
    /** It met an error, or could not be opened. */
    ERROR,
    /** The pool was closed. */
    POOL_CLOSED
}
