package dev.weft.query;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.List;
import java.util.function.Consumer;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Which documents: filters of {@code find}, of writes and of {@link Aggregates#match}. Field names may be paths, with dots. What
 * they return prints as JSON.
 */
public final class Filters extends GeoFilters {
    private Filters() {}

    /** {@return a filter: every document} */
    public static Bson empty() {
        return Fields.nothing();
    }

    /**
     * The {@code _id} equals a value.
     *
     * @param id the id; what it holds is never read as operators
     * @return a filter
     */
    public static Bson eq(Object id) {
        return eq("_id", id);
    }

    /**
     * An operator of a field that has no method here yet.
     *
     * @param field the field
     * @param operator the operator with its dollar sign
     * @param value what the operator takes
     * @return a filter: {@code {field: {operator: value}}}
     * @throws IllegalArgumentException if the operator has no dollar sign
     */
    public static Bson of(String field, String operator, @Nullable Object value) {
        return Fields.operator(field, Given.operator(operator), value);
    }

    /**
     * An operator of the whole document that has no method here yet.
     *
     * @param operator the operator with its dollar sign
     * @param value what the operator takes
     * @return a filter: {@code {operator: value}}
     * @throws IllegalArgumentException if the operator has no dollar sign
     */
    public static Bson of(String operator, @Nullable Object value) {
        return Fields.one(Given.operator(operator), value);
    }

    /**
     * All of several filters match (server manual, {@code $and}).
     *
     * @param filters at least one
     * @return a filter
     * @throws IllegalArgumentException if there is none: {@link #empty()} is the filter that lets all pass
     */
    public static Bson and(Bson... filters) {
        return and(Given.list("the filters of and", filters));
    }

    /**
     * All of several filters match (server manual, {@code $and}).
     *
     * @param filters at least one
     * @return a filter
     * @throws IllegalArgumentException if there is none: {@link #empty()} is the filter that lets all pass
     */
    public static Bson and(List<? extends Bson> filters) {
        return Fields.one("$and", Given.some("the filters of and", filters));
    }

    /**
     * At least one of several filters matches (server manual, {@code $or}).
     *
     * @param filters at least one
     * @return a filter
     * @throws IllegalArgumentException if there is none
     */
    public static Bson or(Bson... filters) {
        return or(Given.list("the filters of or", filters));
    }

    /**
     * At least one of several filters matches (server manual, {@code $or}).
     *
     * @param filters at least one
     * @return a filter
     * @throws IllegalArgumentException if there is none
     */
    public static Bson or(List<? extends Bson> filters) {
        return Fields.one("$or", Given.some("the filters of or", filters));
    }

    /**
     * None of several filters matches (server manual, {@code $nor}).
     *
     * @param filters at least one
     * @return a filter
     * @throws IllegalArgumentException if there is none
     */
    public static Bson nor(Bson... filters) {
        return nor(Given.list("the filters of nor", filters));
    }

    /**
     * None of several filters matches (server manual, {@code $nor}).
     *
     * @param filters at least one
     * @return a filter
     * @throws IllegalArgumentException if there is none
     */
    public static Bson nor(List<? extends Bson> filters) {
        return Fields.one("$nor", Given.some("the filters of nor", filters));
    }

    /**
     * {@return a filter: a filter does not match, be it of one field or of several; written as {@code $nor}}
     *
     * @param filter what must not match
     */
    public static Bson not(Bson filter) {
        return nor(filter);
    }

    /**
     * The text index finds words (server manual, {@code $text}).
     *
     * @param search words, and phrases in quotes; what follows a minus must not be there
     * @return a filter
     */
    public static Bson text(String search) {
        return text(search, o -> {});
    }

    /**
     * The text index finds words (server manual, {@code $text}).
     *
     * @param search words, and phrases in quotes; what follows a minus must not be there
     * @param o the options
     * @return a filter
     */
    public static Bson text(String search, Consumer<? super TextOptions> o) {
        var form = new TextOptions();
        o.accept(form);
        return Fields.one(
                "$text",
                new Slots()
                        .with("$search", Given.value("what is searched", search))
                        .with(form.slots)
                        .bson());
    }

    /**
     * An expression of the aggregation language is true (server manual, {@code $expr}).
     *
     * @param expression an {@link dev.weft.query.expression.Expression}, or a document
     * @return a filter
     */
    public static Bson expr(Object expression) {
        return Fields.one("$expr", expression);
    }

    /**
     * A function of JavaScript is true; slow, and never to be made of foreign text (server manual, {@code $where}).
     *
     * @param javascript the function, or an expression with {@code this}
     * @return a filter
     */
    public static Bson where(String javascript) {
        return Fields.one("$where", Given.value("the function", javascript));
    }

    /**
     * The document fits a schema (server manual, {@code $jsonSchema}).
     *
     * @param schema such as {@link JsonSchema#object} makes
     * @return a filter
     */
    public static Bson jsonSchema(Bson schema) {
        return Fields.one("$jsonSchema", schema);
    }

    /**
     * A comment that the profiler and the log show; matches every document, so join it with {@link #and} (server manual, {@code $comment}).
     *
     * @param comment the comment
     * @return a filter
     */
    public static Bson comment(String comment) {
        return Fields.one("$comment", Given.value("the comment", comment));
    }

    /**
     * A random part of the documents, each with the same probability; since MongoDB 4.4.2 (server manual, {@code $sampleRate}).
     *
     * @param rate the probability, 0 to 1
     * @return a filter
     * @throws IllegalArgumentException if the rate is out of range
     */
    public static Bson sampleRate(double rate) {
        return Fields.one("$sampleRate", Given.within("the rate", rate, 0, 1));
    }
}
