package dev.weft.benchmarks.rounds;

import java.util.concurrent.locks.LockSupport;

/** The time of a round; a test has one of its own. */
public interface RoundClock {
    /** The time of the machine. */
    RoundClock SYSTEM = new RoundClock() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void waitUntil(long nanoTime) {
            for (long left = nanoTime - nanoTime(); left > 0; left = nanoTime - nanoTime()) {
                LockSupport.parkNanos(this, left);
            }
        }
    };

    /** As {@link System#nanoTime()}. */
    long nanoTime();

    /** Waits until it is so late. */
    void waitUntil(long nanoTime);
}
