package dev.weft.client.options;

import java.util.function.Consumer;
import org.bson.conversions.Bson;

/**
 * The indexes of {@code createIndexes}.
 */
public interface IndexBatch {
    /**
     * Adds an index.
     *
     * @param keys the fields in order, each 1, -1 or the word of a kind of index
     * @return this form
     */
    IndexBatch index(Bson keys);

    /**
     * Adds an index.
     *
     * @param keys the fields in order, each 1, -1 or the word of a kind of index
     * @param o fills in the form
     * @return this form
     */
    IndexBatch index(Bson keys, Consumer<? super IndexOptions> o);
}
