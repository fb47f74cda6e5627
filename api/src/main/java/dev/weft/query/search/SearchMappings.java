package dev.weft.query.search;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;

/** The form of {@link SearchIndexDefinition#search} (MongoDB Search manual, "Index Reference"). */
public final class SearchMappings {
    final Slots slots = new Slots();
    private final Slots mappings = new Slots();
    private final List<Bson> synonyms = new ArrayList<>();

    SearchMappings() {}

    /**
     * Sets whether every field is indexed that can be.
     *
     * @param yes false unless set
     * @return this form
     */
    public SearchMappings dynamic(boolean yes) {
        mappings.with("dynamic", yes);
        slots.with("mappings", mappings.bson());
        return this;
    }

    /**
     * Sets that fields are indexed whose types are in a set.
     *
     * @param typeSet the name of a set, see {@link #typeSets}
     * @return this form
     */
    public SearchMappings dynamic(String typeSet) {
        mappings.with("dynamic", Fields.one("typeSet", Given.value("the name", typeSet)));
        slots.with("mappings", mappings.bson());
        return this;
    }

    /**
     * Sets how fields are indexed.
     *
     * @param fields see {@link SearchIndexFields}; at least one
     * @return this form
     * @throws IllegalArgumentException if there is none
     */
    public SearchMappings fields(Bson... fields) {
        mappings.with("fields", Fields.joined(Given.some("the fields", fields)));
        slots.with("mappings", mappings.bson());
        return this;
    }

    /**
     * Sets what cuts texts into words.
     *
     * @param name {@code "lucene.standard"} unless set
     * @return this form
     */
    public SearchMappings analyzer(String name) {
        slots.with("analyzer", Given.value("the name", name));
        return this;
    }

    /**
     * Sets what cuts searches into words.
     *
     * @param name that of the index unless set
     * @return this form
     */
    public SearchMappings searchAnalyzer(String name) {
        slots.with("searchAnalyzer", Given.value("the name", name));
        return this;
    }

    /**
     * Adds analyzers of one's own (MongoDB Search manual, "Custom Analyzers").
     *
     * @param analyzers at least one
     * @return this form
     * @throws IllegalArgumentException if there is none
     */
    public SearchMappings analyzers(Bson... analyzers) {
        slots.with("analyzers", Given.some("the analyzers", analyzers));
        return this;
    }

    /**
     * Sets whether the index stores documents whole.
     *
     * @param yes false unless set
     * @return this form
     */
    public SearchMappings storedSource(boolean yes) {
        slots.with("storedSource", yes);
        return this;
    }

    /**
     * Sets which fields the index stores.
     *
     * @param fields such as {@code {include: ["title"]}}
     * @return this form
     */
    public SearchMappings storedSource(Bson fields) {
        slots.with("storedSource", Given.value("the fields", fields));
        return this;
    }

    /**
     * Adds a mapping of synonyms; may be called for several.
     *
     * @param name its name
     * @param collection the collection with the synonyms
     * @param analyzer what cuts them into words
     * @return this form
     */
    public SearchMappings synonyms(String name, String collection, String analyzer) {
        synonyms.add(new Slots()
                .with("name", Given.value("the name", name))
                .with("source", Fields.one("collection", Given.value("the collection", collection)))
                .with("analyzer", Given.value("the analyzer", analyzer))
                .bson());
        slots.with("synonyms", List.copyOf(synonyms));
        return this;
    }

    /**
     * Adds sets of types for dynamic fields.
     *
     * @param sets at least one
     * @return this form
     * @throws IllegalArgumentException if there is none
     */
    public SearchMappings typeSets(Bson... sets) {
        slots.with("typeSets", Given.some("the sets", sets));
        return this;
    }

    /**
     * Sets into how many parts the index is cut.
     *
     * @param partitions 1, 2 or 4; 1 unless set
     * @return this form
     * @throws IllegalArgumentException if it is not positive
     */
    public SearchMappings numPartitions(int partitions) {
        slots.with("numPartitions", Given.positive("numPartitions", partitions));
        return this;
    }

    /**
     * Sets a field that has no method here yet.
     *
     * @param field the field
     * @param value anything a codec can write
     * @return this form
     */
    public SearchMappings option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
