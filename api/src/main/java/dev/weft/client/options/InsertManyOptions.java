package dev.weft.client.options;

/**
 * The form of {@code insertMany}.
 */
public interface InsertManyOptions extends CallOptions<InsertManyOptions> {
    /**
     * Sets whether the collection's validator is passed over.
     *
     * @param yes false unless set
     * @return this form
     */
    InsertManyOptions bypassDocumentValidation(boolean yes);

    /**
     * Sets whether the first failure ends it.
     *
     * @param yes true unless set; false inserts whatever can be inserted
     * @return this form
     */
    InsertManyOptions ordered(boolean yes);
}
