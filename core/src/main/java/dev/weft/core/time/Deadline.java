package dev.weft.core.time;

import java.time.Duration;

/**
 * When a piece of work began and when it has to be over, on one {@link NanoClock}. Made once per public call and handed
 * down as a value, so that every wait below it shares the same end.
 *
 * @param startedNanos the clock's reading at the beginning; what elapsed times are counted from
 * @param atNanos the clock's reading at the end, or {@link #NEVER}
 */
public record Deadline(long startedNanos, long atNanos) {
    /** The value of {@code atNanos} that stands for no deadline. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final Deadline NONE = new Deadline(0, NEVER);

    /** No deadline and no known beginning. */
    public static Deadline none() {
        return NONE;
    }

    /** No deadline, but a beginning to count elapsed time from. */
    public static Deadline none(NanoClock clock) {
        return new Deadline(clock.nanoTime(), NEVER);
    }

    /** The end of {@code limit} from now. A limit too long to count in nanoseconds is no deadline. */
    public static Deadline in(Duration limit, NanoClock clock) {
        var now = clock.nanoTime();
        return new Deadline(now, after(now, limit));
    }

    /** The reading that is {@code limit} after {@code fromNanos}, or {@link #NEVER} if that is beyond counting. */
    public static long after(long fromNanos, Duration limit) {
        long nanos;
        try {
            nanos = limit.toNanos();
        } catch (ArithmeticException tooLong) {
            return limit.isNegative() ? fromNanos : NEVER;
        }
        var at = fromNanos + nanos;
        var overflown = nanos > 0 && at < fromNanos;
        return overflown ? NEVER : at;
    }

    /** Whether the reading {@code nowNanos} is at or past the reading {@code atNanos}. */
    public static boolean passed(long atNanos, long nowNanos) {
        return atNanos != NEVER && nowNanos - atNanos >= 0;
    }

    /** The earlier of two readings, either of which may be {@link #NEVER}. */
    public static long earlier(long oneNanos, long otherNanos) {
        if (oneNanos == NEVER || otherNanos == NEVER) {
            return oneNanos == NEVER ? otherNanos : oneNanos;
        }
        return oneNanos - otherNanos <= 0 ? oneNanos : otherNanos;
    }

    /** Whether there is an end at all. */
    public boolean exists() {
        return atNanos != NEVER;
    }

    /** Whether the end has been reached at {@code nowNanos}. */
    public boolean expired(long nowNanos) {
        return passed(atNanos, nowNanos);
    }

    /** Nanoseconds left at {@code nowNanos}, never negative; {@link #NEVER} without an end. */
    public long remaining(long nowNanos) {
        return exists() ? Math.max(0, atNanos - nowNanos) : NEVER;
    }

    /** How long the work has taken at {@code nowNanos}. */
    public Duration elapsed(long nowNanos) {
        return Duration.ofNanos(nowNanos - startedNanos);
    }

    /** How long the work was allowed to take; zero without an end, and where the end came before the beginning. */
    public Duration allowed() {
        return exists() ? Duration.ofNanos(Math.max(0, atNanos - startedNanos)) : Duration.ZERO;
    }

    /** This deadline, or the other one's end if that comes first. The beginning stays this one's. */
    public Deadline earlier(Deadline other) {
        var at = earlier(atNanos, other.atNanos);
        return at == atNanos ? this : new Deadline(startedNanos, at);
    }
}
