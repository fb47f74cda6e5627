package dev.weft.benchmarks.suite;

import java.io.IOException;

/** One kind of question. */
public interface Suite {
    /** What it is called in options and reports. */
    String name();

    /** Asks it, and leaves the measurements with the bench. */
    void run(Bench bench) throws IOException, InterruptedException;

    /** Whether it needs a server that does as it is told, and cannot be asked of a real one. */
    default boolean needsResponder() {
        return false;
    }
}
