package dev.weft.query;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Aggregates#setWindowFields} computes of the documents around each; since MongoDB 5.0 (server manual,
 * {@code $setWindowFields}). A window is made by {@link Windows}; an expression is an
 * {@link dev.weft.query.expression.Expression}, a path such as {@code "$price"}, a document or a value. What they return prints
 * as JSON.
 */
public final class WindowOutputFields extends OrderedOutputFields {
    private WindowOutputFields() {}

    /**
     * A function that has no method here yet.
     *
     * @param field the field it is put into
     * @param operator the operator with its dollar sign
     * @param value what the operator takes
     * @param window the documents
     * @return an output
     * @throws IllegalArgumentException if the operator has no dollar sign
     */
    public static Bson of(String field, String operator, @Nullable Object value, Bson window) {
        return over(field, Given.operator(operator), value, window);
    }

    /** {@return an output: of a window, the sum of the values (server manual, {@code $sum})} */
    public static Bson sum(String field, @Nullable Object expression, Bson window) {
        return over(field, "$sum", expression, window);
    }

    /** {@return an output: of a window, the mean of the values (server manual, {@code $avg})} */
    public static Bson avg(String field, @Nullable Object expression, Bson window) {
        return over(field, "$avg", expression, window);
    }

    /** {@return an output: of a window, the standard deviation of a sample (server manual, {@code $stdDevSamp})} */
    public static Bson stdDevSamp(String field, @Nullable Object expression, Bson window) {
        return over(field, "$stdDevSamp", expression, window);
    }

    /** {@return an output: of a window, the standard deviation of the whole (server manual, {@code $stdDevPop})} */
    public static Bson stdDevPop(String field, @Nullable Object expression, Bson window) {
        return over(field, "$stdDevPop", expression, window);
    }

    /** {@return an output: of a window, the least value (server manual, {@code $min})} */
    public static Bson min(String field, @Nullable Object expression, Bson window) {
        return over(field, "$min", expression, window);
    }

    /** {@return an output: of a window, the greatest value (server manual, {@code $max})} */
    public static Bson max(String field, @Nullable Object expression, Bson window) {
        return over(field, "$max", expression, window);
    }

    /** {@return an output: of a window, all values, in order (server manual, {@code $push})} */
    public static Bson push(String field, @Nullable Object expression, Bson window) {
        return over(field, "$push", expression, window);
    }

    /** {@return an output: of a window, all values, each once (server manual, {@code $addToSet})} */
    public static Bson addToSet(String field, @Nullable Object expression, Bson window) {
        return over(field, "$addToSet", expression, window);
    }

    /** {@return an output: of a window, the value of the first document (server manual, {@code $first})} */
    public static Bson first(String field, @Nullable Object expression, Bson window) {
        return over(field, "$first", expression, window);
    }

    /** {@return an output: of a window, the value of the last document (server manual, {@code $last})} */
    public static Bson last(String field, @Nullable Object expression, Bson window) {
        return over(field, "$last", expression, window);
    }

    /** {@return an output: of a window, all arrays one behind the other; since MongoDB 8.1 (server manual, {@code $concatArrays})} */
    public static Bson concatArrays(String field, @Nullable Object expression, Bson window) {
        return over(field, "$concatArrays", expression, window);
    }

    /** {@return an output: of a window, all elements of all arrays, each once; since MongoDB 8.1 (server manual, {@code $setUnion})} */
    public static Bson setUnion(String field, @Nullable Object expression, Bson window) {
        return over(field, "$setUnion", expression, window);
    }

    /** {@return an output: of a window, how many documents it has (server manual, {@code $count})} */
    public static Bson count(String field, Bson window) {
        return over(field, "$count", Fields.nothing(), window);
    }

    /**
     * Of a window, the values of the first documents; since MongoDB 5.2 (server manual, {@code $firstN}).
     *
     * @param field the field it is put into
     * @param expression the values
     * @param n how many, positive; a number, or an expression of the partition
     * @param window the documents
     * @return an output
     * @throws IllegalArgumentException if {@code n} is a number that is not positive
     */
    public static Bson firstN(String field, Object expression, Object n, Bson window) {
        return over(field, "$firstN", Measures.several(expression, n).bson(), window);
    }

    /**
     * Of a window, the values of the last documents; since MongoDB 5.2 (server manual, {@code $lastN}).
     *
     * @param field the field it is put into
     * @param expression the values
     * @param n how many, positive; a number, or an expression of the partition
     * @param window the documents
     * @return an output
     * @throws IllegalArgumentException if {@code n} is a number that is not positive
     */
    public static Bson lastN(String field, Object expression, Object n, Bson window) {
        return over(field, "$lastN", Measures.several(expression, n).bson(), window);
    }

    /**
     * Of a window, the greatest values, the greatest first; since MongoDB 5.2 (server manual, {@code $maxN}).
     *
     * @param field the field it is put into
     * @param expression the values
     * @param n how many, positive; a number, or an expression of the partition
     * @param window the documents
     * @return an output
     * @throws IllegalArgumentException if {@code n} is a number that is not positive
     */
    public static Bson maxN(String field, Object expression, Object n, Bson window) {
        return over(field, "$maxN", Measures.several(expression, n).bson(), window);
    }

    /**
     * Of a window, the least values, the least first; since MongoDB 5.2 (server manual, {@code $minN}).
     *
     * @param field the field it is put into
     * @param expression the values
     * @param n how many, positive; a number, or an expression of the partition
     * @param window the documents
     * @return an output
     * @throws IllegalArgumentException if {@code n} is a number that is not positive
     */
    public static Bson minN(String field, Object expression, Object n, Bson window) {
        return over(field, "$minN", Measures.several(expression, n).bson(), window);
    }

    /** {@return an output: of a window, the first by an order, and its value; since MongoDB 5.2 (server manual, {@code $top})} */
    public static Bson top(String field, Bson sortBy, Object output, Bson window) {
        return over(field, "$top", Measures.ordered(sortBy, output).bson(), window);
    }

    /** {@return an output: of a window, the last by an order, and its value; since MongoDB 5.2 (server manual, {@code $bottom})} */
    public static Bson bottom(String field, Bson sortBy, Object output, Bson window) {
        return over(field, "$bottom", Measures.ordered(sortBy, output).bson(), window);
    }

    /**
     * Of a window, the values of several of the first by an order; since MongoDB 5.2 (server manual, {@code $topN}).
     *
     * @param field the field it is put into
     * @param sortBy the order
     * @param output the values
     * @param n how many, positive; a number, or an expression of the partition
     * @param window the documents
     * @return an output
     * @throws IllegalArgumentException if {@code n} is a number that is not positive
     */
    public static Bson topN(String field, Bson sortBy, Object output, Object n, Bson window) {
        return over(field, "$topN", Measures.ordered(sortBy, output, n).bson(), window);
    }

    /**
     * Of a window, the values of several of the last by an order; since MongoDB 5.2 (server manual, {@code $bottomN}).
     *
     * @param field the field it is put into
     * @param sortBy the order
     * @param output the values
     * @param n how many, positive; a number, or an expression of the partition
     * @param window the documents
     * @return an output
     * @throws IllegalArgumentException if {@code n} is a number that is not positive
     */
    public static Bson bottomN(String field, Bson sortBy, Object output, Object n, Bson window) {
        return over(field, "$bottomN", Measures.ordered(sortBy, output, n).bson(), window);
    }

    /** {@return an output: of a window, about the value in the middle; since MongoDB 7.0 (server manual, {@code $median})} */
    public static Bson median(String field, Object expression, Bson window) {
        return over(field, "$median", Measures.median(expression).bson(), window);
    }

    /**
     * Of a window, about the values below which a share of all lies; since MongoDB 7.0 (server manual, {@code $percentile}).
     *
     * @param field the field it is put into, an array
     * @param expression the values
     * @param p the shares, each 0 to 1; at least one
     * @param window the documents
     * @return an output
     * @throws IllegalArgumentException if there is no share, or one is out of range
     */
    public static Bson percentile(String field, Object expression, List<Double> p, Bson window) {
        return over(field, "$percentile", Measures.percentile(expression, p).bson(), window);
    }

    /** {@return an output: of a window, how two values vary together, of a sample (server manual, {@code $covarianceSamp})} */
    public static Bson covarianceSamp(String field, Object first, Object second, Bson window) {
        return over(field, "$covarianceSamp", Given.list("the expressions", first, second), window);
    }

    /** {@return an output: of a window, how two values vary together, of the whole (server manual, {@code $covariancePop})} */
    public static Bson covariancePop(String field, Object first, Object second, Bson window) {
        return over(field, "$covariancePop", Given.list("the expressions", first, second), window);
    }
}
