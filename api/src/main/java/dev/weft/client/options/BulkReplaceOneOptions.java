package dev.weft.client.options;

import org.bson.conversions.Bson;

/**
 * The form of {@code replaceOne} in a {@code bulkWrite}.
 */
public interface BulkReplaceOneOptions extends MatchOptions<BulkReplaceOneOptions> {
    /**
     * Sets whether a document is inserted when none matches.
     *
     * @param yes false unless set
     * @return this form
     */
    BulkReplaceOneOptions upsert(boolean yes);

    /**
     * Sets which document is the first, if several match. Since MongoDB 8.0.
     *
     * @param keys the order
     * @return this form
     */
    BulkReplaceOneOptions sort(Bson keys);
}
