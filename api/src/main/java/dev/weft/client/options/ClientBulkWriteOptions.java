package dev.weft.client.options;

/**
 * The form of {@code bulkWrite} on a client.
 */
public interface ClientBulkWriteOptions extends WriteOptions<ClientBulkWriteOptions> {
    /**
     * Sets whether the writes are done in order, the first failure ending them.
     *
     * @param yes true unless set
     * @return this form
     */
    ClientBulkWriteOptions ordered(boolean yes);

    /**
     * Sets whether the result of each single write is fetched, too.
     *
     * @param yes false unless set; can't be true for unacknowledged writes
     * @return this form
     */
    ClientBulkWriteOptions verboseResults(boolean yes);
}
