package dev.weft.query;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import java.util.List;
import org.bson.conversions.Bson;

/** In which order (server manual, {@code cursor.sort()}). What they return prints as JSON. */
public final class Sorts {
    private Sorts() {}

    /**
     * Ascending by fields.
     *
     * @param fields at least one, the most important first
     * @return a sort
     * @throws IllegalArgumentException if there is none
     */
    public static Bson ascending(String... fields) {
        return ascending(Given.list("the fields", fields));
    }

    /**
     * Ascending by fields.
     *
     * @param fields at least one, the most important first
     * @return a sort
     * @throws IllegalArgumentException if there is none
     */
    public static Bson ascending(List<String> fields) {
        return Fields.all(Given.some("the fields", fields), 1);
    }

    /**
     * Descending by fields.
     *
     * @param fields at least one, the most important first
     * @return a sort
     * @throws IllegalArgumentException if there is none
     */
    public static Bson descending(String... fields) {
        return descending(Given.list("the fields", fields));
    }

    /**
     * Descending by fields.
     *
     * @param fields at least one, the most important first
     * @return a sort
     * @throws IllegalArgumentException if there is none
     */
    public static Bson descending(List<String> fields) {
        return Fields.all(Given.some("the fields", fields), -1);
    }

    /**
     * {@return a sort: by how well the text search found it, the best first (server manual, {@code $meta})}
     *
     * @param field a name that says nothing to the server; before MongoDB 4.4, the field the score is projected into
     */
    public static Bson metaTextScore(String field) {
        return meta(field, "textScore");
    }

    /**
     * By what the server knows of a document beside its fields, the greatest first (server manual, {@code $meta}).
     *
     * @param field any name; it need not be a field
     * @param what such as {@code "textScore"}, {@code "searchScore"} or {@code "vectorSearchScore"}
     * @return a sort
     */
    public static Bson meta(String field, String what) {
        return Fields.operator(field, "$meta", Given.value("what is asked", what));
    }

    /**
     * A direction that has no method here yet.
     *
     * @param field the field
     * @param direction what the server takes
     * @return a sort: {@code {field: direction}}
     */
    public static Bson of(String field, Object direction) {
        return Fields.one(field, direction);
    }

    /**
     * By several sorts.
     *
     * @param sorts at least one, the most important first
     * @return a sort
     * @throws IllegalArgumentException if there is none
     */
    public static Bson orderBy(Bson... sorts) {
        return orderBy(Given.list("the sorts", sorts));
    }

    /**
     * By several sorts.
     *
     * @param sorts at least one, the most important first
     * @return a sort
     * @throws IllegalArgumentException if there is none
     */
    public static Bson orderBy(List<? extends Bson> sorts) {
        return Fields.joined(Given.some("the sorts", sorts));
    }
}
