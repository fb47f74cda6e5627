package dev.weft.benchmarks.peer;

import dev.weft.benchmarks.rounds.Figures;
import dev.weft.benchmarks.rounds.Order;
import java.io.IOException;

/** One driver under measurement: the same calls for every peer. */
interface Subject extends AutoCloseable {
    /**
     * Runs one round, and fails when an answer is not the expected one.
     *
     * @throws UnsupportedOperationException when it has no such call; the message says why
     */
    Figures round(Order order) throws Exception;

    /** Leaves the rest to the end of the process. */
    @Override
    void close() throws IOException;
}
