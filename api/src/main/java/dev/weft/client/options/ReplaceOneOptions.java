package dev.weft.client.options;

import org.bson.conversions.Bson;

/**
 * The form of {@code replaceOne}.
 */
public interface ReplaceOneOptions extends WriteOptions<ReplaceOneOptions>, MatchOptions<ReplaceOneOptions> {
    /**
     * Sets whether a document is inserted when none matches.
     *
     * @param yes false unless set
     * @return this form
     */
    ReplaceOneOptions upsert(boolean yes);

    /**
     * Sets which document is the first, if several match.
     *
     * @param keys the order
     * @return this form
     */
    ReplaceOneOptions sort(Bson keys);
}
