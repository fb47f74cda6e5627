package dev.weft.query.search;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.List;
import java.util.function.Consumer;
import org.bson.conversions.Bson;

/** How the fields of an index for {@code $search} are indexed (MongoDB Search manual, "Define Field Mappings"). */
public final class SearchIndexFields {
    private SearchIndexFields() {}

    /**
     * A field of a type.
     *
     * @param name the field
     * @param type such as {@code "string"}, {@code "autocomplete"}, {@code "token"}, {@code "number"}, {@code "date"},
     *     {@code "boolean"}, {@code "objectId"}, {@code "uuid"}, {@code "geo"} or {@code "vector"}
     * @return a field
     */
    public static Bson field(String name, String type) {
        return field(name, type, o -> {});
    }

    /**
     * A field of a type.
     *
     * @param name the field
     * @param type as in {@link #field(String, String)}
     * @param o the options of the type, such as {@code o.option("analyzer", "lucene.english")}
     * @return a field
     */
    public static Bson field(String name, String type, Consumer<? super SearchFieldOptions> o) {
        return Fields.one(name, typed(type, o).bson());
    }

    /**
     * A field that is indexed in several ways.
     *
     * @param name the field
     * @param types the types, at least one
     * @return a field
     * @throws IllegalArgumentException if there is none
     */
    public static Bson field(String name, List<String> types) {
        return Fields.one(
                name,
                Given.some("the types", types).stream()
                        .map(type -> Fields.one("type", type))
                        .toList());
    }

    /**
     * {@return a field with a document, all of whose fields are indexed, too}
     *
     * @param name the field that holds the document
     */
    public static Bson document(String name) {
        return nested(name, "document", new Slots().with("dynamic", true));
    }

    /**
     * {@return a field with a document, some of whose fields are indexed; at least one}
     *
     * @param name the field that holds the document
     * @param fields the fields within it, as of this class
     */
    public static Bson document(String name, Bson... fields) {
        return nested(name, "document", fields(fields));
    }

    /**
     * {@return a field with an array of documents, each of which can be found by itself; all of their fields are indexed}
     *
     * @param name the field that holds the array
     */
    public static Bson embeddedDocuments(String name) {
        return nested(name, "embeddedDocuments", new Slots().with("dynamic", true));
    }

    /**
     * {@return a field with an array of documents, each of which can be found by itself; some of their fields are indexed, at least one}
     *
     * @param name the field that holds the array
     * @param fields the fields of its documents, as of this class
     */
    public static Bson embeddedDocuments(String name, Bson... fields) {
        return nested(name, "embeddedDocuments", fields(fields));
    }

    private static Slots fields(Bson... fields) {
        return new Slots().with("fields", Fields.joined(Given.some("the fields", fields)));
    }

    private static Bson nested(String name, String type, Slots slots) {
        return Fields.one(name, new Slots().with("type", type).with(slots).bson());
    }

    private static Slots typed(String type, Consumer<? super SearchFieldOptions> o) {
        var form = new SearchFieldOptions();
        o.accept(form);
        return new Slots().with("type", Given.value("the type", type)).with(form.slots);
    }
}
