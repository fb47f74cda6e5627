package dev.weft.client.options;

import org.bson.conversions.Bson;

/**
 * How documents are found and changed.
 *
 * @param <O> the form
 */
public interface ChangeOptions<O> extends MatchOptions<O> {
    /**
     * Sets whether a document is inserted when none matches.
     *
     * @param yes false unless set
     * @return this form
     */
    O upsert(boolean yes);

    /**
     * Sets which elements of arrays {@code $[name]} means.
     *
     * @param filters one filter for each name
     * @return this form
     */
    O arrayFilters(Bson... filters);
}
