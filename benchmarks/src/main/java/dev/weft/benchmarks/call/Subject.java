package dev.weft.benchmarks.call;

import java.io.IOException;

/** One driver under measurement: the same three calls for every peer. Callers share it; {@code call} blocks. */
interface Subject extends AutoCloseable {
    /** Makes one call of the given kind and throws when the answer is not the expected one. */
    void call(Call kind) throws Exception;

    @Override
    void close() throws IOException;

    /** What is called. */
    enum Call {
        FIND_ONE,
        FIND_ONE_RAW,
        INSERT_ONE,
        PING
    }
}
