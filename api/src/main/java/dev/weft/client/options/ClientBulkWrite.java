package dev.weft.client.options;

import dev.weft.client.MongoCollection;

/**
 * The writes of a client's {@code bulkWrite}, which may go to any collections: {@code b -> b.on(books).insertOne(book)}. Positions in results
 * and failures count them from 0 on, over all collections.
 */
public interface ClientBulkWrite {
    /**
     * Where the writes that are added next go.
     *
     * @param <T> the type of the collection's documents
     * @param collection a collection of this client; its codecs count, its concerns and preference do not
     * @return the form to add them to
     * @throws IllegalArgumentException when the collection is not one of this client's, or is bound to something the call is not bound to
     */
    <T> BulkWrite<T> on(MongoCollection<T> collection);
}
