package dev.weft.client;

import org.bson.conversions.Bson;

/**
 * The collections and views of a database (server manual, "listCollections").
 *
 * @param <T> what its entries become
 */
public interface ListCollectionsQuery<T> extends BatchedQuery<T, ListCollectionsQuery<T>> {
    /**
     * The same list with the server's documents as another Java type.
     *
     * @param <R> the type
     * @param type the type
     * @return a new query
     */
    <R> ListCollectionsQuery<R> as(Class<R> type);

    /**
     * Sets which entries.
     *
     * @param which a filter over the server's documents
     * @return a new query
     */
    ListCollectionsQuery<T> filter(Bson which);

    /**
     * Sets whether only what the user may see is listed.
     *
     * @param yes false unless set
     * @return a new query
     */
    ListCollectionsQuery<T> authorizedOnly(boolean yes);
}
