package dev.weft.client.options;

/**
 * The form of {@code bulkWrite} on a collection.
 */
public interface BulkWriteOptions extends WriteOptions<BulkWriteOptions> {
    /**
     * Sets whether the writes are done in order, the first failure ending them. Without an order all are tried, and those of a kind go
     * together.
     *
     * @param yes true unless set
     * @return this form
     */
    BulkWriteOptions ordered(boolean yes);
}
