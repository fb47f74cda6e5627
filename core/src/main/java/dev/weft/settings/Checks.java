package dev.weft.settings;

import dev.weft.error.BadConfigException;
import java.time.Duration;
import java.util.Optional;

/** The checks that several settings share; each names the option as connection strings write it. */
final class Checks {
    private Checks() {}

    static void atLeast(String option, int value, int min) {
        if (value < min) {
            throw new BadConfigException(option, value + " is too low: use at least " + min);
        }
    }

    static void named(String option, String name) {
        if (name.isEmpty()) {
            throw new BadConfigException(option, "a name in it is empty: give one, or leave it out where it may be");
        }
    }

    static void notNegative(String option, Duration value) {
        if (value.isNegative()) {
            throw new BadConfigException(option, value + " is negative: use zero or more");
        }
    }

    /** Zero in a connection string means "none", which a record says by an empty Optional. */
    static Optional<Duration> zeroIsNone(String option, Duration value) {
        notNegative(option, value);
        return value.isZero() ? Optional.empty() : Optional.of(value);
    }
}
