package dev.weft.core.cluster;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread is about to do; a test's time limit ends it by an interrupt. */
public final class Until {
    private static final long BETWEEN_LOOKS_NANOS = 500_000;

    private Until() {}

    public static void holds(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("interrupted before the condition held");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }
}
