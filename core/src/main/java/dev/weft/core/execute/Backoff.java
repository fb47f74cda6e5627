package dev.weft.core.execute;

import dev.weft.error.ErrorLabel;
import dev.weft.error.MongoException;
import dev.weft.error.OverloadedException;
import java.time.Duration;

/** The pause before a retry on an overloaded server (Client Backpressure specification, "Overload retry policy"). Pure. */
final class Backoff {
    private static final Duration BASE = Duration.ofMillis(100);
    private static final Duration MAX = Duration.ofSeconds(10);
    /** From here on twice as long is longer than the longest, whatever the base. */
    private static final int MAX_DOUBLINGS = 24;

    private Backoff() {}

    /** Whether the failure says that a server, or the way to it, has too much to do. */
    static boolean isOverload(MongoException failure) {
        return failure.hasLabel(ErrorLabel.SYSTEM_OVERLOADED);
    }

    /** Whether it also says that nothing was done, so that every command may be tried again. */
    static boolean isRetryableOverload(MongoException failure) {
        return isOverload(failure) && failure.hasLabel(ErrorLabel.RETRYABLE);
    }

    /**
     * The longest pause, of which a random part is taken.
     *
     * @param retry 1 for the first
     */
    static long atMostNanos(MongoException failure, int retry) {
        if (!isOverload(failure)) {
            return 0;
        }
        Duration base = failure instanceof OverloadedException refused
                ? refused.retryAfter().orElse(BASE)
                : BASE;
        if (base.compareTo(MAX) >= 0) {
            return MAX.toNanos();
        }
        return Math.min(MAX.toNanos(), base.toNanos() << Math.min(retry, MAX_DOUBLINGS));
    }
}
