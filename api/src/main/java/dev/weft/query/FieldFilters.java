package dev.weft.query;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Values;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.bson.BsonRegularExpression;
import org.bson.BsonType;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** What a filter can ask of one field. Users call these as methods of {@link Filters}, which would be too long a file. */
class FieldFilters {
    FieldFilters() {}

    /**
     * A field equals a value, or is an array that holds it (server manual, {@code $eq}). What the value holds is never read as
     * operators.
     *
     * @param field the field
     * @param value the value; null also matches documents without the field
     * @return a filter
     */
    public static Bson eq(String field, @Nullable Object value) {
        return Values.couldBeOperators(value) ? Fields.operator(field, "$eq", value) : Fields.one(field, value);
    }

    /**
     * {@return a filter: a field does not equal a value, or is not there (server manual, {@code $ne})}
     *
     * @param field the field, or a path to it
     * @param value the value; null also stands for a field that is not there
     */
    public static Bson ne(String field, @Nullable Object value) {
        return Fields.operator(field, "$ne", value);
    }

    /**
     * {@return a filter: a field is greater than a value (server manual, {@code $gt})}
     *
     * @param field the field, or a path to it
     * @param value the value; fields of other types do not match
     */
    public static Bson gt(String field, Object value) {
        return Fields.operator(field, "$gt", value);
    }

    /**
     * {@return a filter: a field is greater than or equals a value (server manual, {@code $gte})}
     *
     * @param field the field, or a path to it
     * @param value the value; fields of other types do not match
     */
    public static Bson gte(String field, Object value) {
        return Fields.operator(field, "$gte", value);
    }

    /**
     * {@return a filter: a field is less than a value (server manual, {@code $lt})}
     *
     * @param field the field, or a path to it
     * @param value the value; fields of other types do not match
     */
    public static Bson lt(String field, Object value) {
        return Fields.operator(field, "$lt", value);
    }

    /**
     * {@return a filter: a field is less than or equals a value (server manual, {@code $lte})}
     *
     * @param field the field, or a path to it
     * @param value the value; fields of other types do not match
     */
    public static Bson lte(String field, Object value) {
        return Fields.operator(field, "$lte", value);
    }

    /**
     * {@return a filter: a field equals one of several values; of none, no document does (server manual, {@code $in})}
     *
     * @param field the field, or a path to it
     * @param values the values, or regular expressions they match; null also stands for a field that is not there
     */
    public static Bson in(String field, @Nullable Object... values) {
        return in(field, Arrays.asList(values));
    }

    /**
     * {@return a filter: a field equals one of several values; of none, no document does (server manual, {@code $in})}
     *
     * @param field the field, or a path to it
     * @param values the values, or regular expressions they match; null also stands for a field that is not there
     */
    public static Bson in(String field, Iterable<?> values) {
        return Fields.operator(field, "$in", Given.value("the values", values));
    }

    /**
     * {@return a filter: a field equals none of several values, or is not there (server manual, {@code $nin})}
     *
     * @param field the field, or a path to it
     * @param values the values, or regular expressions they match; null also stands for a field that is not there
     */
    public static Bson nin(String field, @Nullable Object... values) {
        return nin(field, Arrays.asList(values));
    }

    /**
     * {@return a filter: a field equals none of several values, or is not there (server manual, {@code $nin})}
     *
     * @param field the field, or a path to it
     * @param values the values, or regular expressions they match; null also stands for a field that is not there
     */
    public static Bson nin(String field, Iterable<?> values) {
        return Fields.operator(field, "$nin", Given.value("the values", values));
    }

    /**
     * {@return a filter: a field is an array that holds all of several values (server manual, {@code $all})}
     *
     * @param field the field, or a path to it
     * @param values the values, in any order; of none, no document matches
     */
    public static Bson all(String field, @Nullable Object... values) {
        return all(field, Arrays.asList(values));
    }

    /**
     * {@return a filter: a field is an array that holds all of several values (server manual, {@code $all})}
     *
     * @param field the field, or a path to it
     * @param values the values, in any order; of none, no document matches
     */
    public static Bson all(String field, Iterable<?> values) {
        return Fields.operator(field, "$all", Given.value("the values", values));
    }

    /**
     * {@return a filter: a field is there, be it null (server manual, {@code $exists})}
     *
     * @param field the field, or a path to it
     */
    public static Bson exists(String field) {
        return exists(field, true);
    }

    /**
     * A field is there or not (server manual, {@code $exists}).
     *
     * @param field the field
     * @param yes whether it is there
     * @return a filter
     */
    public static Bson exists(String field, boolean yes) {
        return Fields.operator(field, "$exists", yes);
    }

    /**
     * A field is of a type, or is an array with an element of it (server manual, {@code $type}).
     *
     * @param field the field
     * @param type the type
     * @return a filter
     */
    public static Bson type(String field, BsonType type) {
        return Fields.operator(field, "$type", type.getValue());
    }

    /**
     * A field is of a type, or is an array with an element of it (server manual, {@code $type}).
     *
     * @param field the field
     * @param alias the server's name of the type, such as {@code "string"}, or {@code "number"} for all four
     * @return a filter
     */
    public static Bson type(String field, String alias) {
        return Fields.operator(field, "$type", Given.value("the type", alias));
    }

    /**
     * A field leaves a remainder (server manual, {@code $mod}).
     *
     * @param field the field
     * @param divisor what it is divided by
     * @param remainder what is left
     * @return a filter
     * @throws IllegalArgumentException if the divisor is zero
     */
    public static Bson mod(String field, long divisor, long remainder) {
        if (divisor == 0) {
            throw new IllegalArgumentException("nothing can be divided by zero: give another divisor");
        }
        return Fields.operator(field, "$mod", List.of(divisor, remainder));
    }

    /**
     * A field matches a regular expression of the server (server manual, {@code $regex}).
     *
     * @param field the field
     * @param pattern the expression
     * @return a filter
     */
    public static Bson regex(String field, String pattern) {
        return regex(field, pattern, "");
    }

    /**
     * A field matches a regular expression of the server (server manual, {@code $regex}).
     *
     * @param field the field
     * @param pattern the expression
     * @param options such as {@code i} to ignore case
     * @return a filter
     */
    public static Bson regex(String field, String pattern, String options) {
        return Fields.one(field, new BsonRegularExpression(pattern, options));
    }

    /**
     * A field matches a regular expression, as far as Java's and the server's are alike (server manual, {@code $regex}).
     *
     * @param field the field
     * @param pattern the expression with its flags
     * @return a filter
     */
    public static Bson regex(String field, Pattern pattern) {
        return Fields.one(field, Given.value("the expression", pattern));
    }

    /**
     * One element of an array matches a filter (server manual, {@code $elemMatch}).
     *
     * @param field the array
     * @param filter of documents their filter, of plain values operators such as {@code {$gt: 1, $lt: 5}}
     * @return a filter
     */
    public static Bson elemMatch(String field, Bson filter) {
        return Fields.operator(field, "$elemMatch", filter);
    }

    /**
     * A field is an array of a size (server manual, {@code $size}).
     *
     * @param field the field
     * @param size the size, not negative
     * @return a filter
     * @throws IllegalArgumentException if the size is negative
     */
    public static Bson size(String field, int size) {
        return Fields.operator(field, "$size", Given.notNegative("a size", size));
    }

    /**
     * {@return a filter: of the bits of a mask, all are clear in a field (server manual, {@code $bitsAllClear})}
     *
     * @param field the field, a number without fraction or a binary
     * @param mask the bits that are looked at; not negative
     */
    public static Bson bitsAllClear(String field, long mask) {
        return bits(field, "$bitsAllClear", mask);
    }

    /**
     * {@return a filter: of the bits of a mask, all are set in a field (server manual, {@code $bitsAllSet})}
     *
     * @param field the field, a number without fraction or a binary
     * @param mask the bits that are looked at; not negative
     */
    public static Bson bitsAllSet(String field, long mask) {
        return bits(field, "$bitsAllSet", mask);
    }

    /**
     * {@return a filter: of the bits of a mask, at least one is clear in a field (server manual, {@code $bitsAnyClear})}
     *
     * @param field the field, a number without fraction or a binary
     * @param mask the bits that are looked at; not negative
     */
    public static Bson bitsAnyClear(String field, long mask) {
        return bits(field, "$bitsAnyClear", mask);
    }

    /**
     * {@return a filter: of the bits of a mask, at least one is set in a field (server manual, {@code $bitsAnySet})}
     *
     * @param field the field, a number without fraction or a binary
     * @param mask the bits that are looked at; not negative
     */
    public static Bson bitsAnySet(String field, long mask) {
        return bits(field, "$bitsAnySet", mask);
    }

    private static Bson bits(String field, String operator, long mask) {
        return Fields.operator(field, operator, Given.notNegative("a mask of bits", mask));
    }
}
