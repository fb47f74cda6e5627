package dev.weft.query;

import java.util.List;
import org.bson.conversions.Bson;

/** Which fields. */
public final class Projections {
    private Projections() {}

    /** {@return a projection: only these fields, and {@code _id}} */
    public static Bson include(String... fields) {
        return Fields.all(List.of(fields), 1);
    }

    /** {@return a projection: all fields but these} */
    public static Bson exclude(String... fields) {
        return Fields.all(List.of(fields), 0);
    }

    /** {@return a projection: all fields but {@code _id}} */
    public static Bson excludeId() {
        return exclude("_id");
    }

    /** {@return a projection: a field with the value of an expression} */
    public static Bson computed(String field, Object expression) {
        return Fields.one(field, expression);
    }

    /** {@return a projection: the first element of an array that matches} */
    public static Bson elemMatch(String field, Bson filter) {
        return Fields.operator(field, "$elemMatch", filter);
    }

    /**
     * The first elements of an array; the last if negative.
     *
     * @param field the field, as dots
     * @param limit how many
     * @return a projection
     */
    public static Bson slice(String field, int limit) {
        return Fields.operator(field, "$slice", limit);
    }

    /**
     * Some elements of an array.
     *
     * @param field the field, as dots
     * @param skip how many are left out
     * @param limit how many follow
     * @return a projection
     */
    public static Bson slice(String field, int skip, int limit) {
        return Fields.operator(field, "$slice", List.of(skip, limit));
    }

    /** {@return a projection: how well the text search found it} */
    public static Bson metaTextScore(String field) {
        return Fields.operator(field, "$meta", "textScore");
    }

    /** {@return a projection: several projections as one} */
    public static Bson fields(Bson... projections) {
        return new Fields.Joined(List.of(projections));
    }
}
