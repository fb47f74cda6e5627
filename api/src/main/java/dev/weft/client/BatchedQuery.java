package dev.weft.client;

import dev.weft.TimeoutMode;

/**
 * A query whose documents the server keeps at hand behind a cursor: they come in several messages.
 *
 * @param <T> what its documents become
 * @param <Q> the query
 */
public interface BatchedQuery<T, Q> extends Query<T, Q> {
    /**
     * Sets how many documents a message brings at most.
     *
     * @param documents not negative; 0: the server's choice
     * @return a new query
     */
    Q batchSize(int documents);

    /**
     * Sets what the timeout counts.
     *
     * @param counts the whole cursor unless set; each batch of a tailable one
     * @return a new query
     */
    Q timeoutMode(TimeoutMode counts);
}
