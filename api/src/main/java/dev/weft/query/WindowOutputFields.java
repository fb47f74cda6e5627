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
public final class WindowOutputFields extends RankedOutputFields {
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

    /**
     * {@return an output: of a window, the sum of the values (server manual, {@code $sum})}
     *
     * @param field the field it is put into
     * @param expression the values: an expression of each document of the window
     * @param window the documents, see {@link Windows}
     */
    public static Bson sum(String field, @Nullable Object expression, Bson window) {
        return over(field, "$sum", expression, window);
    }

    /**
     * {@return an output: of a window, the mean of the values (server manual, {@code $avg})}
     *
     * @param field the field it is put into
     * @param expression the values: an expression of each document of the window
     * @param window the documents, see {@link Windows}
     */
    public static Bson avg(String field, @Nullable Object expression, Bson window) {
        return over(field, "$avg", expression, window);
    }

    /**
     * {@return an output: of a window, the standard deviation of a sample (server manual, {@code $stdDevSamp})}
     *
     * @param field the field it is put into
     * @param expression the values: an expression of each document of the window
     * @param window the documents, see {@link Windows}
     */
    public static Bson stdDevSamp(String field, @Nullable Object expression, Bson window) {
        return over(field, "$stdDevSamp", expression, window);
    }

    /**
     * {@return an output: of a window, the standard deviation of the whole (server manual, {@code $stdDevPop})}
     *
     * @param field the field it is put into
     * @param expression the values: an expression of each document of the window
     * @param window the documents, see {@link Windows}
     */
    public static Bson stdDevPop(String field, @Nullable Object expression, Bson window) {
        return over(field, "$stdDevPop", expression, window);
    }

    /**
     * {@return an output: of a window, the least value (server manual, {@code $min})}
     *
     * @param field the field it is put into
     * @param expression the values: an expression of each document of the window
     * @param window the documents, see {@link Windows}
     */
    public static Bson min(String field, @Nullable Object expression, Bson window) {
        return over(field, "$min", expression, window);
    }

    /**
     * {@return an output: of a window, the greatest value (server manual, {@code $max})}
     *
     * @param field the field it is put into
     * @param expression the values: an expression of each document of the window
     * @param window the documents, see {@link Windows}
     */
    public static Bson max(String field, @Nullable Object expression, Bson window) {
        return over(field, "$max", expression, window);
    }

    /**
     * {@return an output: of a window, all values, in order (server manual, {@code $push})}
     *
     * @param field the field it is put into
     * @param expression the values: an expression of each document of the window
     * @param window the documents, see {@link Windows}
     */
    public static Bson push(String field, @Nullable Object expression, Bson window) {
        return over(field, "$push", expression, window);
    }

    /**
     * {@return an output: of a window, all values, each once (server manual, {@code $addToSet})}
     *
     * @param field the field it is put into
     * @param expression the values: an expression of each document of the window
     * @param window the documents, see {@link Windows}
     */
    public static Bson addToSet(String field, @Nullable Object expression, Bson window) {
        return over(field, "$addToSet", expression, window);
    }

    /**
     * {@return an output: of a window, the value of the first document (server manual, {@code $first})}
     *
     * @param field the field it is put into
     * @param expression the values: an expression of each document of the window
     * @param window the documents, see {@link Windows}
     */
    public static Bson first(String field, @Nullable Object expression, Bson window) {
        return over(field, "$first", expression, window);
    }

    /**
     * {@return an output: of a window, the value of the last document (server manual, {@code $last})}
     *
     * @param field the field it is put into
     * @param expression the values: an expression of each document of the window
     * @param window the documents, see {@link Windows}
     */
    public static Bson last(String field, @Nullable Object expression, Bson window) {
        return over(field, "$last", expression, window);
    }

    /**
     * {@return an output: of a window, all arrays one behind the other; since MongoDB 8.1 (server manual, {@code $concatArrays})}
     *
     * @param field the field it is put into
     * @param expression the arrays: an expression of each document of the window
     * @param window the documents, see {@link Windows}
     */
    public static Bson concatArrays(String field, @Nullable Object expression, Bson window) {
        return over(field, "$concatArrays", expression, window);
    }

    /**
     * {@return an output: of a window, all elements of all arrays, each once; since MongoDB 8.1 (server manual, {@code $setUnion})}
     *
     * @param field the field it is put into
     * @param expression the arrays: an expression of each document of the window
     * @param window the documents, see {@link Windows}
     */
    public static Bson setUnion(String field, @Nullable Object expression, Bson window) {
        return over(field, "$setUnion", expression, window);
    }

    /**
     * {@return an output: of a window, how many documents it has (server manual, {@code $count})}
     *
     * @param field the field it is put into
     * @param window the documents, see {@link Windows}
     */
    public static Bson count(String field, Bson window) {
        return over(field, "$count", Fields.nothing(), window);
    }

    /**
     * {@return an output: of a window, about the value in the middle; since MongoDB 7.0 (server manual, {@code $median})}
     *
     * @param field the field it is put into
     * @param expression the numbers; anything else is left out
     * @param window the documents, see {@link Windows}
     */
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

    /**
     * {@return an output: of a window, how two values vary together, of a sample (server manual, {@code $covarianceSamp})}
     *
     * @param field the field it is put into
     * @param first the one value: an expression of each document
     * @param second the other value: an expression of each document
     * @param window the documents, see {@link Windows}
     */
    public static Bson covarianceSamp(String field, Object first, Object second, Bson window) {
        return over(field, "$covarianceSamp", Given.list("the expressions", first, second), window);
    }

    /**
     * {@return an output: of a window, how two values vary together, of the whole (server manual, {@code $covariancePop})}
     *
     * @param field the field it is put into
     * @param first the one value: an expression of each document
     * @param second the other value: an expression of each document
     * @param window the documents, see {@link Windows}
     */
    public static Bson covariancePop(String field, Object first, Object second, Bson window) {
        return over(field, "$covariancePop", Given.list("the expressions", first, second), window);
    }
}
