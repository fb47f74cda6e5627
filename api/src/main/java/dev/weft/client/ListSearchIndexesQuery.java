package dev.weft.client;

import dev.weft.Collation;
import org.bson.conversions.Bson;

/**
 * The search indexes of a collection (server manual, "$listSearchIndexes"): a pipeline.
 *
 * @param <T> what its entries become
 */
public interface ListSearchIndexesQuery<T> extends BatchedQuery<T, ListSearchIndexesQuery<T>> {
    /**
     * The same list with the server's documents as another Java type.
     *
     * @param <R> the type
     * @param type the type
     * @return a new query
     */
    <R> ListSearchIndexesQuery<R> as(Class<R> type);

    /**
     * Sets which entries.
     *
     * @param which a filter over the server's documents
     * @return a new query
     */
    ListSearchIndexesQuery<T> filter(Bson which);

    /**
     * Sets how strings are compared.
     *
     * @param rules the rules of a language
     * @return a new query
     */
    ListSearchIndexesQuery<T> collation(Collation rules);
}
