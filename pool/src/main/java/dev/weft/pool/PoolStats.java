package dev.weft.pool;

import java.io.Serializable;

/**
 * The counts of a pool at about one moment. While others acquire and release, the counts may disagree by those on their
 * way.
 *
 * @param maxSize how many resources may exist; 0 means no limit
 * @param inUse lent resources, without those draining; CMAP's "in use" is this plus {@code draining}
 * @param idle resources that the next caller can have at once
 * @param connecting resources being opened
 * @param draining resources that wait for a late reply before they come back
 * @param waiting callers in line
 * @param oldestWaitNanos how long the first in line has waited; 0 if nobody waits
 * @param cursors how many of the lent ones serve cursors
 * @param transactions how many of the lent ones serve transactions
 */
public record PoolStats(
        int maxSize,
        int inUse,
        int idle,
        int connecting,
        int draining,
        int waiting,
        long oldestWaitNanos,
        int cursors,
        int transactions)
        implements Serializable {

    /** All resources, those being opened included. */
    public int total() {
        return inUse + idle + connecting + draining;
    }

    /** Lent resources that serve neither a cursor nor a transaction. */
    public int others() {
        return Math.max(0, inUse - cursors - transactions);
    }

    /**
     * The figures as one sentence without a full stop, for error messages; the first four are worded by the load
     * balancer specification.
     */
    String sentence() {
        return "maxPoolSize: " + maxSize
                + ", connections in use by cursors: " + cursors
                + ", connections in use by transactions: " + transactions
                + ", connections in use by other operations: " + others()
                + ", idle: " + idle
                + ", draining: " + draining
                + ", being opened: " + connecting
                + ", waiting: " + waiting
                + ", oldest wait: " + oldestWaitNanos / 1_000_000 + " ms";
    }
}
