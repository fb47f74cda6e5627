package dev.weft.client.options;

import org.bson.conversions.Bson;

/**
 * What most writes can be told.
 *
 * @param <O> the form
 */
public interface WriteOptions<O> extends CallOptions<O> {
    /**
     * Sets whether the collection's validator is passed over.
     *
     * @param yes false unless set
     * @return this form
     */
    O bypassDocumentValidation(boolean yes);

    /**
     * Sets variables that expressions may use.
     *
     * @param variables names and values
     * @return this form
     */
    O let(Bson variables);
}
