package dev.weft.benchmarks.driverbench;

import java.io.IOException;

/** One task, set up for one driver: the phases of the specification. Opening it is the setup. */
interface Work extends AutoCloseable {
    /** Before each iteration; not timed. */
    default void before() throws Exception {}

    /** One iteration, which is what is timed. */
    void run() throws Exception;

    /**
     * Whether the last iteration did what it should; not timed.
     *
     * @throws IllegalStateException if it did not
     */
    default void check() throws Exception {}

    /** Once when all is over; not timed. */
    @Override
    default void close() throws IOException {}

    /** Fails unless both are the same. */
    static void expect(String what, long expected, long actual) {
        if (expected != actual) {
            throw new IllegalStateException(what + ": " + actual + " instead of " + expected);
        }
    }
}
