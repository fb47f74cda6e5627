package dev.weft.client.options;

import dev.weft.ReturnDocument;
import org.bson.conversions.Bson;

/**
 * The form of {@code findOneAndUpdate}.
 */
public interface FindOneAndUpdateOptions
        extends WriteOptions<FindOneAndUpdateOptions>, ChangeOptions<FindOneAndUpdateOptions> {
    /**
     * Sets which document is the first, if several match.
     *
     * @param keys the order
     * @return this form
     */
    FindOneAndUpdateOptions sort(Bson keys);

    /**
     * Sets which fields are returned.
     *
     * @param fields the projection
     * @return this form
     */
    FindOneAndUpdateOptions project(Bson fields);

    /**
     * Sets which form of the document is returned.
     *
     * @param which before the change unless set
     * @return this form
     */
    FindOneAndUpdateOptions returnDocument(ReturnDocument which);
}
