package dev.weft.core.time;

import java.time.Instant;

/** The clock that the engine is given, so that tests can move time. Thread-safe. */
public interface NanoClock {
    /** Monotonic nanoseconds with an arbitrary origin; only differences mean something. */
    long nanoTime();

    /** The time of day, for events and messages; never used to compute a wait. */
    Instant now();

    /** The clock of the JVM. */
    static NanoClock system() {
        return SystemClock.THE_CLOCK;
    }
}
