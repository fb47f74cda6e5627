package dev.weft.client;

import org.bson.conversions.Bson;

/**
 * The databases of a deployment (server manual, "listDatabases"). Answered whole, by one message.
 *
 * @param <T> what its entries become
 */
public interface ListDatabasesQuery<T> extends Query<T, ListDatabasesQuery<T>> {
    /**
     * The same list with the server's documents as another Java type.
     *
     * @param <R> the type
     * @param type the type
     * @return a new query
     */
    <R> ListDatabasesQuery<R> as(Class<R> type);

    /**
     * Sets which entries.
     *
     * @param which a filter over the server's documents
     * @return a new query
     */
    ListDatabasesQuery<T> filter(Bson which);

    /**
     * Sets whether only what the user may see is listed.
     *
     * @param yes false unless set
     * @return a new query
     */
    ListDatabasesQuery<T> authorizedOnly(boolean yes);
}
