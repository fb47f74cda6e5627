package dev.weft.client;

import dev.weft.Collation;
import dev.weft.Verbosity;
import java.time.Duration;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * A pipeline.
 *
 * @param <T> what its documents become
 */
public interface AggregateQuery<T> extends BatchedQuery<T, AggregateQuery<T>> {
    /**
     * The same pipeline with documents of another Java type. {@link org.bson.RawBsonDocument}s of one batch are
     * views of its bytes: they cost no copy, and one that is kept keeps them all.
     *
     * @param <R> the type
     * @param type the type
     * @return a new query
     */
    <R> AggregateQuery<R> as(Class<R> type);

    /** Runs a pipeline for what it writes: one that ends in {@code $out} or {@code $merge}. */
    void run();

    /**
     * Sets which index is used, by its keys.
     *
     * @param keys the keys
     * @return a new query
     */
    AggregateQuery<T> hint(Bson keys);

    /**
     * Sets which index is used, by its name.
     *
     * @param indexName the name
     * @return a new query
     */
    AggregateQuery<T> hint(String indexName);

    /**
     * Sets variables that expressions may use.
     *
     * @param variables names and values
     * @return a new query
     */
    AggregateQuery<T> let(Bson variables);

    /**
     * Sets whether large stages may use the disk.
     *
     * @param yes the server's choice unless set
     * @return a new query
     */
    AggregateQuery<T> allowDiskUse(boolean yes);

    /**
     * Sets whether the validator of the collection written to is passed over.
     *
     * @param yes false unless set
     * @return a new query
     */
    AggregateQuery<T> bypassDocumentValidation(boolean yes);

    /**
     * Sets how long the server waits for more in each message.
     *
     * @param limit not negative
     * @return a new query
     */
    AggregateQuery<T> maxAwait(Duration limit);

    /**
     * Asks how the server would run it (server manual, "explain"). Not retried.
     *
     * @param verbosity how much is told
     * @return the server's answer, whose form differs from version to version
     */
    Document explain(Verbosity verbosity);

    /**
     * Sets how strings are compared.
     *
     * @param rules the rules of a language
     * @return a new query
     */
    AggregateQuery<T> collation(Collation rules);
}
