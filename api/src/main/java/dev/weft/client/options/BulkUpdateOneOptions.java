package dev.weft.client.options;

import org.bson.conversions.Bson;

/**
 * The form of {@code updateOne} in a {@code bulkWrite}.
 */
public interface BulkUpdateOneOptions extends ChangeOptions<BulkUpdateOneOptions> {
    /**
     * Sets which document is the first, if several match. Since MongoDB 8.0.
     *
     * @param keys the order
     * @return this form
     */
    BulkUpdateOneOptions sort(Bson keys);
}
