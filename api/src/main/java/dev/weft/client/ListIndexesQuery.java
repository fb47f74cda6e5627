package dev.weft.client;

/**
 * The indexes of a collection (server manual, "listIndexes"): all of them, the server chooses none.
 *
 * @param <T> what its entries become
 */
public interface ListIndexesQuery<T> extends BatchedQuery<T, ListIndexesQuery<T>> {
    /**
     * The same list with the server's documents as another Java type.
     *
     * @param <R> the type
     * @param type the type
     * @return a new query
     */
    <R> ListIndexesQuery<R> as(Class<R> type);
}
