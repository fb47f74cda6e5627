package dev.weft.client;

import dev.weft.Collation;
import dev.weft.Verbosity;
import java.time.Duration;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * A query for documents of a collection.
 *
 * @param <T> what its documents become
 */
public interface FindQuery<T> extends BatchedQuery<T, FindQuery<T>> {
    /**
     * The same query with documents of another Java type. {@link org.bson.RawBsonDocument}s of one batch are
     * views of its bytes: they cost no copy, and one that is kept keeps them all.
     *
     * @param <R> the type
     * @param type the type
     * @return a new query
     */
    <R> FindQuery<R> as(Class<R> type);

    /** {@return how many documents it finds, skip and limit counted} */
    long count();

    /** {@return whether it finds any} */
    boolean exists();

    /**
     * Sets which documents, instead of what was set before.
     *
     * @param which see {@link dev.weft.query.Filters}
     * @return a new query
     */
    FindQuery<T> filter(Bson which);

    /**
     * Sets which fields are returned.
     *
     * @param fields see {@link dev.weft.query.Projections}
     * @return a new query
     */
    FindQuery<T> project(Bson fields);

    /**
     * Sets the order.
     *
     * @param keys see {@link dev.weft.query.Sorts}
     * @return a new query
     */
    FindQuery<T> sort(Bson keys);

    /**
     * Leaves out the first documents.
     *
     * @param n how many; not negative
     * @return a new query
     */
    FindQuery<T> skip(long n);

    /**
     * Sets how many documents at most.
     *
     * @param n not negative; 0: any number
     * @return a new query
     */
    FindQuery<T> limit(long n);

    /**
     * Sets which index is used, by its keys.
     *
     * @param keys the keys
     * @return a new query
     */
    FindQuery<T> hint(Bson keys);

    /**
     * Sets which index is used, by its name.
     *
     * @param indexName the name
     * @return a new query
     */
    FindQuery<T> hint(String indexName);

    /**
     * Sets where in the index to begin; needs a hint.
     *
     * @param keys values of the index's keys
     * @return a new query
     */
    FindQuery<T> min(Bson keys);

    /**
     * Sets before what in the index to end; needs a hint.
     *
     * @param keys values of the index's keys
     * @return a new query
     */
    FindQuery<T> max(Bson keys);

    /**
     * Sets variables that expressions may use.
     *
     * @param variables names and values
     * @return a new query
     */
    FindQuery<T> let(Bson variables);

    /**
     * Sets whether a large sort may use the disk.
     *
     * @param yes the server's choice unless set
     * @return a new query
     */
    FindQuery<T> allowDiskUse(boolean yes);

    /**
     * Sets whether the documents of some shards will do while others are down.
     *
     * @param yes false unless set
     * @return a new query
     */
    FindQuery<T> allowPartialResults(boolean yes);

    /**
     * Sets whether the server keeps an idle cursor for ever.
     *
     * @param yes false unless set
     * @return a new query
     */
    FindQuery<T> noCursorTimeout(boolean yes);

    /**
     * Sets whether only the keys of the index are returned.
     *
     * @param yes false unless set
     * @return a new query
     */
    FindQuery<T> returnKey(boolean yes);

    /**
     * Sets whether the record's id is returned too.
     *
     * @param yes false unless set
     * @return a new query
     */
    FindQuery<T> showRecordId(boolean yes);

    /**
     * Follows a capped collection: at its end the server waits for more.
     *
     * @param maxAwait how long it waits in each message; zero leaves that to the server
     * @return a new query
     */
    FindQuery<T> tailable(Duration maxAwait);

    /** {@return a new query that follows a capped collection: its cursor stays open at the end} */
    FindQuery<T> tailable();

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
    FindQuery<T> collation(Collation rules);
}
