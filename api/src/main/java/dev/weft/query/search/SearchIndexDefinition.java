package dev.weft.query.search;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.List;
import java.util.function.Consumer;
import org.bson.conversions.Bson;

/**
 * What {@code createSearchIndex} takes: of type {@code search} (MongoDB Search manual, "Index Reference") or of type
 * {@code vectorSearch} (MongoDB Vector Search manual, "How to Index Fields for Vector Search"). What they return prints as JSON.
 */
public final class SearchIndexDefinition {
    private SearchIndexDefinition() {}

    /**
     * An index for {@code $search}.
     *
     * @param o which fields, and how
     * @return a definition
     */
    public static Bson search(Consumer<? super SearchMappings> o) {
        var form = new SearchMappings();
        o.accept(form);
        return form.slots.bson();
    }

    /**
     * An index for {@code $vectorSearch}.
     *
     * @param fields see {@link VectorSearchIndexFields}; at least one
     * @return a definition
     * @throws IllegalArgumentException if there is none
     */
    public static Bson vectorSearch(Bson... fields) {
        return Fields.one("fields", Given.some("the fields", fields));
    }

    /**
     * An index for {@code $vectorSearch} that stores fields, too.
     *
     * @param fields see {@link VectorSearchIndexFields}; at least one
     * @param storedSource such as {@code {include: ["title"]}}
     * @return a definition
     * @throws IllegalArgumentException if there is none
     */
    public static Bson vectorSearch(List<? extends Bson> fields, Bson storedSource) {
        return new Slots()
                .with("fields", Given.some("the fields", fields))
                .with("storedSource", Given.value("the stored fields", storedSource))
                .bson();
    }
}
