package dev.weft.client.options;

import org.bson.conversions.Bson;

/**
 * The form of {@code findOneAndDelete}.
 */
public interface FindOneAndDeleteOptions
        extends CallOptions<FindOneAndDeleteOptions>, MatchOptions<FindOneAndDeleteOptions> {
    /**
     * Sets variables that expressions may use.
     *
     * @param variables names and values
     * @return this form
     */
    FindOneAndDeleteOptions let(Bson variables);

    /**
     * Sets which document is the first, if several match.
     *
     * @param keys the order
     * @return this form
     */
    FindOneAndDeleteOptions sort(Bson keys);

    /**
     * Sets which fields are returned.
     *
     * @param fields the projection
     * @return this form
     */
    FindOneAndDeleteOptions project(Bson fields);
}
