package dev.weft.pool;

/**
 * What a lent resource is used for; told in statistics and in the message of a timeout (load balancer specification,
 * "Connection Pooling").
 */
public enum Purpose {
    /** Pinned to an open cursor. */
    CURSOR,
    /** Pinned to a transaction. */
    TRANSACTION,
    /** Anything else: back after one exchange. */
    OTHER
}
