package dev.weft.client;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Refuses values that no call can mean, before anything is sent. */
final class Ranges {
    private Ranges() {}

    static Duration notNegative(String what, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(what + " must not be negative, and " + value + " is");
        }
        return value;
    }

    static long notNegative(String what, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(what + " must not be negative, and " + value + " is");
        }
        return value;
    }

    static long positive(String what, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(what + " must be positive, and " + value + " is not");
        }
        return value;
    }

    /** Seconds, for what servers count in whole seconds only. */
    static long seconds(String what, Duration value) {
        notNegative(what, value);
        if (!value.equals(value.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException(
                    what + " is counted in whole seconds, and " + value + " is not a whole number of them");
        }
        return value.toSeconds();
    }
}
