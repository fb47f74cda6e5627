package dev.weft.client.options;

import org.bson.conversions.Bson;

/**
 * The form of {@code deleteOne} and {@code deleteMany}.
 */
public interface DeleteOptions extends CallOptions<DeleteOptions>, MatchOptions<DeleteOptions> {
    /**
     * Sets variables that expressions may use.
     *
     * @param variables names and values
     * @return this form
     */
    DeleteOptions let(Bson variables);
}
