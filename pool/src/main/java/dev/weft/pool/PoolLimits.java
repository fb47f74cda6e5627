package dev.weft.pool;

/**
 * The bounds of a pool. Times are in nanoseconds; zero switches a bound off, except for {@code maxConnecting}.
 *
 * @param maxSize how many resources may exist at once, those being opened included; 0 means no limit, the usual
 *     value is 100
 * @param minSize how many resources upkeep keeps open; 0 or more, at most {@code maxSize}
 * @param maxConnecting how many may be opened at once; 1 or more, the usual value is 2
 * @param maxIdleNanos how long a resource may lie idle; 0 means for ever
 * @param maxLifeNanos how long a resource may live; it is closed when next idle or released; 0 means for ever
 * @param maxWaiters how many callers may wait at once, those waiting for an opening included; 0 means no limit
 */
public record PoolLimits(
        int maxSize, int minSize, int maxConnecting, long maxIdleNanos, long maxLifeNanos, int maxWaiters) {
    /** The defaults of the CMAP specification: at most 100, two opened at once, nothing else bounded. */
    public static final PoolLimits DEFAULT = new PoolLimits(100, 0, 2, 0, 0, 0);

    /** Checks the ranges. */
    public PoolLimits {
        requireNotNegative("maxSize", maxSize);
        requireNotNegative("minSize", minSize);
        requireNotNegative("maxIdleNanos", maxIdleNanos);
        requireNotNegative("maxLifeNanos", maxLifeNanos);
        requireNotNegative("maxWaiters", maxWaiters);
        if (maxConnecting < 1) {
            throw new IllegalArgumentException("maxConnecting must be 1 or more, but is " + maxConnecting);
        }
        if (maxSize > 0 && minSize > maxSize) {
            throw new IllegalArgumentException("minSize must not exceed maxSize, but " + minSize + " > " + maxSize
                    + "; lower one or raise the other");
        }
    }

    /** The largest number of resources, with "no limit" as {@link Integer#MAX_VALUE}. */
    int mostResources() {
        return maxSize == 0 ? Integer.MAX_VALUE : maxSize;
    }

    private static void requireNotNegative(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must be 0 or more, but is " + value);
        }
    }
}
