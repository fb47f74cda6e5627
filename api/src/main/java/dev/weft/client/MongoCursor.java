package dev.weft.client;

import dev.weft.ServerAddress;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The documents of a query, brought batch by batch. Serves one thread at a time; it may be handed over.
 *
 * @param <T> what its documents become
 */
public interface MongoCursor<T> extends Iterator<T>, AutoCloseable {
    /** {@return the next document if it is at hand or one message brings it; for tailable cursors} */
    Optional<T> tryNext();

    /** {@return how many documents are at hand} */
    int buffered();

    /** {@return the server that has the cursor} */
    ServerAddress server();

    /** {@return the documents at hand, else one more batch; empty at the end} */
    List<T> nextBatch();

    /** Closes the cursor here and on the server; from any thread, and may be called again. */
    @Override
    void close();
}
