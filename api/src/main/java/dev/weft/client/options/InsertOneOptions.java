package dev.weft.client.options;

/**
 * The form of {@code insertOne}.
 */
public interface InsertOneOptions extends CallOptions<InsertOneOptions> {
    /**
     * Sets whether the collection's validator is passed over.
     *
     * @param yes false unless set
     * @return this form
     */
    InsertOneOptions bypassDocumentValidation(boolean yes);
}
