package dev.weft.query;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Which fields (server manual, "Project Fields to Return from Query"). What they return prints as JSON. */
public final class Projections {
    private Projections() {}

    /**
     * Only some fields, and {@code _id}.
     *
     * @param fields at least one
     * @return a projection
     * @throws IllegalArgumentException if there is none
     */
    public static Bson include(String... fields) {
        return include(Given.list("the fields", fields));
    }

    /**
     * Only some fields, and {@code _id}.
     *
     * @param fields at least one
     * @return a projection
     * @throws IllegalArgumentException if there is none
     */
    public static Bson include(List<String> fields) {
        return Fields.all(Given.some("the fields", fields), 1);
    }

    /**
     * All fields but some.
     *
     * @param fields at least one
     * @return a projection
     * @throws IllegalArgumentException if there is none
     */
    public static Bson exclude(String... fields) {
        return exclude(Given.list("the fields", fields));
    }

    /**
     * All fields but some.
     *
     * @param fields at least one
     * @return a projection
     * @throws IllegalArgumentException if there is none
     */
    public static Bson exclude(List<String> fields) {
        return Fields.all(Given.some("the fields", fields), 0);
    }

    /** {@return a projection: all fields but {@code _id}} */
    public static Bson excludeId() {
        return exclude("_id");
    }

    /**
     * A field with the value of an expression; in {@code find} since MongoDB 4.4.
     *
     * @param field the field
     * @param expression an {@link dev.weft.query.expression.Expression}, a path such as {@code "$price"}, a document or a value
     * @return a projection
     */
    public static Bson computed(String field, @Nullable Object expression) {
        return Fields.one(field, expression);
    }

    /**
     * {@return a projection: a field with what {@code $searchMeta} would say, behind {@code $search}}
     *
     * @param field the field it is put into
     */
    public static Bson computedSearchMeta(String field) {
        return computed(field, "$$SEARCH_META");
    }

    /**
     * {@return a projection: the first element of an array that the filter of {@code find} matched (server manual, {@code $ (projection)})}
     *
     * @param field the array, which the filter of {@code find} must name
     */
    public static Bson elemMatch(String field) {
        return Fields.one(Given.value("the field", field) + ".$", 1);
    }

    /**
     * {@return a projection: the first element of an array that matches a filter (server manual, {@code $elemMatch (projection)})}
     *
     * @param field the array
     * @param filter what the element must match, as of {@link Filters}
     */
    public static Bson elemMatch(String field, Bson filter) {
        return Fields.operator(field, "$elemMatch", filter);
    }

    /**
     * The first elements of an array; the last if negative (server manual, {@code $slice (projection)}).
     *
     * @param field the array
     * @param limit how many
     * @return a projection
     */
    public static Bson slice(String field, int limit) {
        return Fields.operator(field, "$slice", limit);
    }

    /**
     * Some elements of an array (server manual, {@code $slice (projection)}).
     *
     * @param field the array
     * @param skip how many are left out; negative: where to begin, counted from the end
     * @param limit how many follow, positive
     * @return a projection
     * @throws IllegalArgumentException if the limit is not positive
     */
    public static Bson slice(String field, int skip, int limit) {
        return Fields.operator(field, "$slice", List.of(skip, Given.positive("the limit", limit)));
    }

    /**
     * What the server knows of a document beside its fields (server manual, {@code $meta}).
     *
     * @param field the field it is put into
     * @param what such as {@code "textScore"}, {@code "indexKey"}, {@code "score"} or {@code "scoreDetails"}
     * @return a projection
     */
    public static Bson meta(String field, String what) {
        return Fields.operator(field, "$meta", Given.value("what is asked", what));
    }

    /**
     * {@return a projection: how well the text search found it (server manual, {@code $meta})}
     *
     * @param field the field it is put into
     */
    public static Bson metaTextScore(String field) {
        return meta(field, "textScore");
    }

    /**
     * {@return a projection: how well {@code $search} found it}
     *
     * @param field the field it is put into
     */
    public static Bson metaSearchScore(String field) {
        return meta(field, "searchScore");
    }

    /**
     * {@return a projection: how near {@code $vectorSearch} found it}
     *
     * @param field the field it is put into
     */
    public static Bson metaVectorSearchScore(String field) {
        return meta(field, "vectorSearchScore");
    }

    /**
     * {@return a projection: where {@code $search} found the words}
     *
     * @param field the field it is put into
     */
    public static Bson metaSearchHighlights(String field) {
        return meta(field, "searchHighlights");
    }

    /**
     * An operator that has no method here yet.
     *
     * @param field the field
     * @param operator the operator with its dollar sign
     * @param value what the operator takes
     * @return a projection: {@code {field: {operator: value}}}
     * @throws IllegalArgumentException if the operator has no dollar sign
     */
    public static Bson of(String field, String operator, @Nullable Object value) {
        return Fields.operator(field, Given.operator(operator), value);
    }

    /**
     * Several projections as one.
     *
     * @param projections at least one; of a field named twice, the last counts
     * @return a projection
     * @throws IllegalArgumentException if there is none
     */
    public static Bson fields(Bson... projections) {
        return fields(Given.list("the projections", projections));
    }

    /**
     * Several projections as one.
     *
     * @param projections at least one; of a field named twice, the last counts
     * @return a projection
     * @throws IllegalArgumentException if there is none
     */
    public static Bson fields(List<? extends Bson> projections) {
        return Fields.joined(Given.some("the projections", projections));
    }
}
