package dev.weft.client.options;

import dev.weft.Collation;
import org.bson.conversions.Bson;

/**
 * How documents are found.
 *
 * @param <O> the form
 */
public interface MatchOptions<O> {
    /**
     * Sets how strings are compared.
     *
     * @param rules the rules of a language
     * @return this form
     */
    O collation(Collation rules);

    /**
     * Sets which index is used, by its keys.
     *
     * @param keys the keys
     * @return this form
     */
    O hint(Bson keys);

    /**
     * Sets which index is used, by its name.
     *
     * @param indexName the name
     * @return this form
     */
    O hint(String indexName);
}
