package dev.weft.client.options;

import java.util.function.Consumer;
import org.bson.conversions.Bson;

/**
 * The indexes of {@code createSearchIndexes}.
 */
public interface SearchIndexBatch {
    /**
     * Adds a search index.
     *
     * @param definition its definition, such as {@code {mappings: {dynamic: true}}}
     * @return this form
     */
    SearchIndexBatch index(Bson definition);

    /**
     * Adds a search index.
     *
     * @param definition its definition
     * @param o fills in the form
     * @return this form
     */
    SearchIndexBatch index(Bson definition, Consumer<? super SearchIndexOptions> o);
}
