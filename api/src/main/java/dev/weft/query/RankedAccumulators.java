package dev.weft.query;

import dev.weft.query.shape.Fields;
import org.bson.conversions.Bson;

/** The first, the last, the least and the greatest of a group. Users call these as methods of {@link Accumulators}, which would be too long a file. */
class RankedAccumulators {
    RankedAccumulators() {}

    /**
     * The values of the first documents; since MongoDB 5.2 (server manual, {@code $firstN}).
     *
     * @param field the field of the group
     * @param expression the values
     * @param n how many, positive; a number, or an expression of the group's {@code _id}
     * @return a field of a group
     * @throws IllegalArgumentException if {@code n} is a number that is not positive
     */
    public static Bson firstN(String field, Object expression, Object n) {
        return Fields.operator(field, "$firstN", Measures.several(expression, n).bson());
    }

    /**
     * The values of the last documents; since MongoDB 5.2 (server manual, {@code $lastN}).
     *
     * @param field the field of the group
     * @param expression the values
     * @param n how many, positive; a number, or an expression of the group's {@code _id}
     * @return a field of a group
     * @throws IllegalArgumentException if {@code n} is a number that is not positive
     */
    public static Bson lastN(String field, Object expression, Object n) {
        return Fields.operator(field, "$lastN", Measures.several(expression, n).bson());
    }

    /**
     * The greatest values, the greatest first; since MongoDB 5.2 (server manual, {@code $maxN}).
     *
     * @param field the field of the group
     * @param expression the values
     * @param n how many, positive; a number, or an expression of the group's {@code _id}
     * @return a field of a group
     * @throws IllegalArgumentException if {@code n} is a number that is not positive
     */
    public static Bson maxN(String field, Object expression, Object n) {
        return Fields.operator(field, "$maxN", Measures.several(expression, n).bson());
    }

    /**
     * The least values, the least first; since MongoDB 5.2 (server manual, {@code $minN}).
     *
     * @param field the field of the group
     * @param expression the values
     * @param n how many, positive; a number, or an expression of the group's {@code _id}
     * @return a field of a group
     * @throws IllegalArgumentException if {@code n} is a number that is not positive
     */
    public static Bson minN(String field, Object expression, Object n) {
        return Fields.operator(field, "$minN", Measures.several(expression, n).bson());
    }

    /**
     * The first by an order; since MongoDB 5.2 (server manual, {@code $top}).
     *
     * @param field the field of the group
     * @param sortBy the order
     * @param output the value of that document
     * @return a field of a group
     */
    public static Bson top(String field, Bson sortBy, Object output) {
        return Fields.operator(field, "$top", Measures.ordered(sortBy, output).bson());
    }

    /**
     * The last by an order; since MongoDB 5.2 (server manual, {@code $bottom}).
     *
     * @param field the field of the group
     * @param sortBy the order
     * @param output the value of that document
     * @return a field of a group
     */
    public static Bson bottom(String field, Bson sortBy, Object output) {
        return Fields.operator(
                field, "$bottom", Measures.ordered(sortBy, output).bson());
    }

    /**
     * Several of the first by an order; since MongoDB 5.2 (server manual, {@code $topN}).
     *
     * @param field the field of the group
     * @param sortBy the order
     * @param output the values of those documents
     * @param n how many, positive; a number, or an expression of the group's {@code _id}
     * @return a field of a group
     * @throws IllegalArgumentException if {@code n} is a number that is not positive
     */
    public static Bson topN(String field, Bson sortBy, Object output, Object n) {
        return Fields.operator(
                field, "$topN", Measures.ordered(sortBy, output, n).bson());
    }

    /**
     * Several of the last by an order; since MongoDB 5.2 (server manual, {@code $bottomN}).
     *
     * @param field the field of the group
     * @param sortBy the order
     * @param output the values of those documents
     * @param n how many, positive; a number, or an expression of the group's {@code _id}
     * @return a field of a group
     * @throws IllegalArgumentException if {@code n} is a number that is not positive
     */
    public static Bson bottomN(String field, Bson sortBy, Object output, Object n) {
        return Fields.operator(
                field, "$bottomN", Measures.ordered(sortBy, output, n).bson());
    }
}
