package dev.weft.client.options;

import dev.weft.ReturnDocument;
import org.bson.conversions.Bson;

/**
 * The form of {@code findOneAndReplace}.
 */
public interface FindOneAndReplaceOptions
        extends WriteOptions<FindOneAndReplaceOptions>, MatchOptions<FindOneAndReplaceOptions> {
    /**
     * Sets whether a document is inserted when none matches.
     *
     * @param yes false unless set
     * @return this form
     */
    FindOneAndReplaceOptions upsert(boolean yes);

    /**
     * Sets which document is the first, if several match.
     *
     * @param keys the order
     * @return this form
     */
    FindOneAndReplaceOptions sort(Bson keys);

    /**
     * Sets which fields are returned.
     *
     * @param fields the projection
     * @return this form
     */
    FindOneAndReplaceOptions project(Bson fields);

    /**
     * Sets which form of the document is returned.
     *
     * @param which before the change unless set
     * @return this form
     */
    FindOneAndReplaceOptions returnDocument(ReturnDocument which);
}
