package dev.weft.client;

import java.time.Duration;

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
}
