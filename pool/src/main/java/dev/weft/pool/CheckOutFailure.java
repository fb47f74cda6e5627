package dev.weft.pool;

/** Why a resource could not be had (CMAP, ConnectionCheckOutFailedEvent). */
public enum CheckOutFailure {
    /** The pool is closed. */
    POOL_CLOSED,
    /** The deadline passed. */
    TIMEOUT,
    /** Opening failed, the pool was cleared, the caller was interrupted, or too many wait already. */
    CONNECTION_ERROR
}
