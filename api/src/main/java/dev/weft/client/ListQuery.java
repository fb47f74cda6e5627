package dev.weft.client;

import org.bson.conversions.Bson;

/**
 * A list of what a database holds.
 *
 * @param <T> what its entries become
 */
public interface ListQuery<T> extends Query<T, ListQuery<T>> {
    /**
     * The same list with the server's documents as another Java type.
     *
     * @param <R> the type
     * @param type the type
     * @return a new query
     */
    <R> ListQuery<R> as(Class<R> type);

    /**
     * Sets which entries.
     *
     * @param which a filter over the server's documents
     * @return a new query
     */
    ListQuery<T> filter(Bson which);

    /**
     * Sets whether only what the user may see is listed.
     *
     * @param yes false unless set
     * @return a new query
     */
    ListQuery<T> authorizedOnly(boolean yes);
}
