package dev.weft.query;

import java.util.Arrays;
import java.util.List;
import org.bson.BsonRegularExpression;
import org.bson.BsonType;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Which documents. */
public final class Filters {
    private Filters() {}

    /** {@return a filter: every document} */
    public static Bson empty() {
        return new Fields.Nothing();
    }

    /**
     * The {@code _id} equals a value.
     *
     * @param id the id
     * @return a filter
     */
    public static Bson eq(Object id) {
        return eq("_id", id);
    }

    /**
     * A field equals a value, or is an array that holds it. What the value holds is never read as operators.
     *
     * @param field the field, as dots
     * @param value the value; null also matches documents without the field
     * @return a filter
     */
    public static Bson eq(String field, @Nullable Object value) {
        return Values.couldBeOperators(value) ? Fields.operator(field, "$eq", value) : Fields.one(field, value);
    }

    /** {@return a filter: a field does not equal a value} */
    public static Bson ne(String field, @Nullable Object value) {
        return Fields.operator(field, "$ne", value);
    }

    /** {@return a filter: a field is greater than a value} */
    public static Bson gt(String field, Object value) {
        return Fields.operator(field, "$gt", value);
    }

    /** {@return a filter: a field is greater than or equals a value} */
    public static Bson gte(String field, Object value) {
        return Fields.operator(field, "$gte", value);
    }

    /** {@return a filter: a field is less than a value} */
    public static Bson lt(String field, Object value) {
        return Fields.operator(field, "$lt", value);
    }

    /** {@return a filter: a field is less than or equals a value} */
    public static Bson lte(String field, Object value) {
        return Fields.operator(field, "$lte", value);
    }

    /** {@return a filter: a field equals one of several values} */
    public static Bson in(String field, Object... values) {
        return in(field, Arrays.asList(values));
    }

    /** {@return a filter: a field equals one of several values} */
    public static Bson in(String field, Iterable<?> values) {
        return Fields.operator(field, "$in", values);
    }

    /** {@return a filter: a field equals none of several values} */
    public static Bson nin(String field, Object... values) {
        return nin(field, Arrays.asList(values));
    }

    /** {@return a filter: a field equals none of several values} */
    public static Bson nin(String field, Iterable<?> values) {
        return Fields.operator(field, "$nin", values);
    }

    /** {@return a filter: a field is an array that holds all of several values} */
    public static Bson all(String field, Object... values) {
        return all(field, Arrays.asList(values));
    }

    /** {@return a filter: a field is an array that holds all of several values} */
    public static Bson all(String field, Iterable<?> values) {
        return Fields.operator(field, "$all", values);
    }

    /** {@return a filter: all of several filters match} */
    public static Bson and(Bson... filters) {
        return and(List.of(filters));
    }

    /** {@return a filter: all of several filters match} */
    public static Bson and(List<? extends Bson> filters) {
        return Fields.one("$and", List.copyOf(filters));
    }

    /** {@return a filter: at least one of several filters matches} */
    public static Bson or(Bson... filters) {
        return or(List.of(filters));
    }

    /** {@return a filter: at least one of several filters matches} */
    public static Bson or(List<? extends Bson> filters) {
        return Fields.one("$or", List.copyOf(filters));
    }

    /** {@return a filter: none of several filters matches} */
    public static Bson nor(Bson... filters) {
        return nor(List.of(filters));
    }

    /** {@return a filter: none of several filters matches} */
    public static Bson nor(List<? extends Bson> filters) {
        return Fields.one("$nor", List.copyOf(filters));
    }

    /** {@return a filter: a filter does not match} */
    public static Bson not(Bson filter) {
        return nor(filter);
    }

    /** {@return a filter: a field is there, be it null} */
    public static Bson exists(String field) {
        return exists(field, true);
    }

    /**
     * A field is there or not.
     *
     * @param field the field, as dots
     * @param yes whether it is there
     * @return a filter
     */
    public static Bson exists(String field, boolean yes) {
        return Fields.operator(field, "$exists", yes);
    }

    /**
     * A field is of a type.
     *
     * @param field the field, as dots
     * @param type the type
     * @return a filter
     */
    public static Bson type(String field, BsonType type) {
        return Fields.operator(field, "$type", type.getValue());
    }

    /**
     * A field leaves a remainder.
     *
     * @param field the field, as dots
     * @param divisor what it is divided by
     * @param remainder what is left
     * @return a filter
     */
    public static Bson mod(String field, long divisor, long remainder) {
        return Fields.operator(field, "$mod", List.of(divisor, remainder));
    }

    /**
     * A field matches a regular expression of the server.
     *
     * @param field the field, as dots
     * @param pattern the expression
     * @return a filter
     */
    public static Bson regex(String field, String pattern) {
        return regex(field, pattern, "");
    }

    /**
     * A field matches a regular expression of the server.
     *
     * @param field the field, as dots
     * @param pattern the expression
     * @param options such as {@code i} to ignore case
     * @return a filter
     */
    public static Bson regex(String field, String pattern, String options) {
        return Fields.operator(field, "$regex", new BsonRegularExpression(pattern, options));
    }

    /** {@return a filter: the text index finds words} */
    public static Bson text(String search) {
        return Fields.one("$text", Fields.one("$search", search));
    }

    /** {@return a filter: an expression of the aggregation language is true} */
    public static Bson expr(Object expression) {
        return Fields.one("$expr", expression);
    }

    /**
     * A function of JavaScript is true; slow, and never to be made of foreign text.
     *
     * @param javascript the function
     * @return a filter
     */
    public static Bson where(String javascript) {
        return Fields.one("$where", javascript);
    }

    /** {@return a filter: an element of an array matches a filter} */
    public static Bson elemMatch(String field, Bson filter) {
        return Fields.operator(field, "$elemMatch", filter);
    }

    /**
     * A field is an array of a size.
     *
     * @param field the field, as dots
     * @param size the size
     * @return a filter
     */
    public static Bson size(String field, int size) {
        return Fields.operator(field, "$size", size);
    }

    /** {@return a filter: of the bits of a mask, all are clear in a field} */
    public static Bson bitsAllClear(String field, long mask) {
        return Fields.operator(field, "$bitsAllClear", mask);
    }

    /** {@return a filter: of the bits of a mask, all are set in a field} */
    public static Bson bitsAllSet(String field, long mask) {
        return Fields.operator(field, "$bitsAllSet", mask);
    }

    /** {@return a filter: of the bits of a mask, at least one is clear in a field} */
    public static Bson bitsAnyClear(String field, long mask) {
        return Fields.operator(field, "$bitsAnyClear", mask);
    }

    /** {@return a filter: of the bits of a mask, at least one is set in a field} */
    public static Bson bitsAnySet(String field, long mask) {
        return Fields.operator(field, "$bitsAnySet", mask);
    }

    /**
     * The document fits a schema.
     *
     * @param schema the schema
     * @return a filter
     */
    public static Bson jsonSchema(Bson schema) {
        return Fields.one("$jsonSchema", schema);
    }
}
