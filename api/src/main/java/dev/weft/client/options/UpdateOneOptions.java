package dev.weft.client.options;

import org.bson.conversions.Bson;

/**
 * The form of {@code updateOne}.
 */
public interface UpdateOneOptions extends WriteOptions<UpdateOneOptions>, ChangeOptions<UpdateOneOptions> {
    /**
     * Sets which document is the first, if several match.
     *
     * @param keys the order
     * @return this form
     */
    UpdateOneOptions sort(Bson keys);
}
