package dev.weft.core.time;

import java.time.Instant;

/** The only reader of the JVM's clocks in this module. */
enum SystemClock implements NanoClock {
    THE_CLOCK;

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }
}
