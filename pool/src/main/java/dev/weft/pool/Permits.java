package dev.weft.pool;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the resources that exist and those of them that are being opened, both in one long, so that both bounds are
 * kept by one CAS: {@code total <= most} and {@code pending <= maxConnecting} hold at every moment.
 */
final class Permits {
    private static final int SHIFT = 32;
    private static final long ONE_TOTAL = 1L << SHIFT;
    private static final long ONE_PENDING = 1L;

    private final AtomicLong counts = new AtomicLong();

    /** Takes the right to open one more, if both bounds allow it. */
    boolean tryBegin(int most, int maxConnecting) {
        for (; ; ) {
            long now = counts.get();
            if (!allows(now, most, maxConnecting)) {
                return false;
            }
            if (beginFrom(now)) {
                return true;
            }
        }
    }

    /** Whether both bounds let one more be opened. */
    static boolean allows(long counts, int most, int maxConnecting) {
        return total(counts) < most && pending(counts) < maxConnecting;
    }

    /** Takes the right to open one more if the counts are still those that the decision was made on. */
    boolean beginFrom(long seen) {
        return counts.compareAndSet(seen, seen + ONE_TOTAL + ONE_PENDING);
    }

    /** The opening succeeded; called after the resource was delivered (CMAP, "Populating the Pool"). */
    void opened() {
        counts.getAndAdd(-ONE_PENDING);
    }

    /** The opening came to nothing. */
    void abandoned() {
        counts.getAndAdd(-ONE_PENDING - ONE_TOTAL);
    }

    /** An opened resource is gone. */
    void closed() {
        counts.getAndAdd(-ONE_TOTAL);
    }

    int pending() {
        return pending(counts.get());
    }

    /** How many are opened and not closed. */
    int established() {
        return established(counts.get());
    }

    /** Both counts of one moment, for {@link #pending(long)} and {@link #established(long)}. */
    long counts() {
        return counts.get();
    }

    static int established(long counts) {
        return total(counts) - pending(counts);
    }

    static int pending(long counts) {
        return (int) counts;
    }

    private static int total(long counts) {
        return (int) (counts >>> SHIFT);
    }
}
