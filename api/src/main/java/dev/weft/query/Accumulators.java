package dev.weft.query;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * What is computed of each group of a pipeline's {@link Aggregates#group}, {@link Aggregates#bucket} and
 * {@link Aggregates#bucketAuto}: each is a field of the group. An expression is an {@link dev.weft.query.expression.Expression}, a
 * path such as {@code "$price"}, a document or a value. What they return prints as JSON.
 */
public final class Accumulators extends RankedAccumulators {
    private Accumulators() {}

    /**
     * {@return a field of a group: the sum of the values; anything but numbers counts as zero (server manual, {@code $sum})}
     *
     * @param field the field of the group
     * @param expression the values: an expression of each document
     */
    public static Bson sum(String field, @Nullable Object expression) {
        return Fields.operator(field, "$sum", expression);
    }

    /**
     * {@return a field of a group: the mean of the values; anything but numbers is left out (server manual, {@code $avg})}
     *
     * @param field the field of the group
     * @param expression the values: an expression of each document
     */
    public static Bson avg(String field, @Nullable Object expression) {
        return Fields.operator(field, "$avg", expression);
    }

    /**
     * {@return a field of a group: the least value (server manual, {@code $min})}
     *
     * @param field the field of the group
     * @param expression the values: an expression of each document
     */
    public static Bson min(String field, @Nullable Object expression) {
        return Fields.operator(field, "$min", expression);
    }

    /**
     * {@return a field of a group: the greatest value (server manual, {@code $max})}
     *
     * @param field the field of the group
     * @param expression the values: an expression of each document
     */
    public static Bson max(String field, @Nullable Object expression) {
        return Fields.operator(field, "$max", expression);
    }

    /**
     * {@return a field of a group: the value of the first document (server manual, {@code $first})}
     *
     * @param field the field of the group
     * @param expression the values: an expression of each document
     */
    public static Bson first(String field, @Nullable Object expression) {
        return Fields.operator(field, "$first", expression);
    }

    /**
     * {@return a field of a group: the value of the last document (server manual, {@code $last})}
     *
     * @param field the field of the group
     * @param expression the values: an expression of each document
     */
    public static Bson last(String field, @Nullable Object expression) {
        return Fields.operator(field, "$last", expression);
    }

    /**
     * {@return a field of a group: all values, in order (server manual, {@code $push})}
     *
     * @param field the field of the group
     * @param expression the values: an expression of each document
     */
    public static Bson push(String field, @Nullable Object expression) {
        return Fields.operator(field, "$push", expression);
    }

    /**
     * {@return a field of a group: all values, each once (server manual, {@code $addToSet})}
     *
     * @param field the field of the group
     * @param expression the values: an expression of each document
     */
    public static Bson addToSet(String field, @Nullable Object expression) {
        return Fields.operator(field, "$addToSet", expression);
    }

    /**
     * {@return a field of a group: all documents as one; of a field given twice, the last counts (server manual, {@code $mergeObjects})}
     *
     * @param field the field of the group
     * @param expression the documents that are made one: an expression of each document
     */
    public static Bson mergeObjects(String field, @Nullable Object expression) {
        return Fields.operator(field, "$mergeObjects", expression);
    }

    /**
     * {@return a field of a group: the standard deviation of the whole (server manual, {@code $stdDevPop})}
     *
     * @param field the field of the group
     * @param expression the values: an expression of each document
     */
    public static Bson stdDevPop(String field, @Nullable Object expression) {
        return Fields.operator(field, "$stdDevPop", expression);
    }

    /**
     * {@return a field of a group: the standard deviation of a sample (server manual, {@code $stdDevSamp})}
     *
     * @param field the field of the group
     * @param expression the values: an expression of each document
     */
    public static Bson stdDevSamp(String field, @Nullable Object expression) {
        return Fields.operator(field, "$stdDevSamp", expression);
    }

    /**
     * {@return a field of a group: all arrays one behind the other; since MongoDB 8.1 (server manual, {@code $concatArrays})}
     *
     * @param field the field of the group
     * @param expression the arrays: an expression of each document
     */
    public static Bson concatArrays(String field, @Nullable Object expression) {
        return Fields.operator(field, "$concatArrays", expression);
    }

    /**
     * {@return a field of a group: all elements of all arrays, each once; since MongoDB 8.1 (server manual, {@code $setUnion})}
     *
     * @param field the field of the group
     * @param expression the arrays: an expression of each document
     */
    public static Bson setUnion(String field, @Nullable Object expression) {
        return Fields.operator(field, "$setUnion", expression);
    }

    /**
     * {@return a field of a group: how many documents there are; since MongoDB 5.0 (server manual, {@code $count})}
     *
     * @param field the field of the group
     */
    public static Bson count(String field) {
        return Fields.operator(field, "$count", Fields.nothing());
    }

    /**
     * {@return a field of a group: about the value in the middle; since MongoDB 7.0 (server manual, {@code $median})}
     *
     * @param field the field of the group
     * @param expression the numbers; anything else is left out
     */
    public static Bson median(String field, Object expression) {
        return Fields.operator(field, "$median", Measures.median(expression).bson());
    }

    /**
     * About the values below which a share of all lies; since MongoDB 7.0 (server manual, {@code $percentile}).
     *
     * @param field the field of the group, an array
     * @param expression the values
     * @param p the shares, each 0 to 1; at least one
     * @return a field of a group
     * @throws IllegalArgumentException if there is none, or one is out of range
     */
    public static Bson percentile(String field, Object expression, double... p) {
        List<Double> shares = Arrays.stream(p).boxed().toList();
        return Fields.operator(
                field, "$percentile", Measures.percentile(expression, shares).bson());
    }

    /**
     * What functions of JavaScript make of the documents; slow (server manual, {@code $accumulator}; deprecated since MongoDB 8.0).
     *
     * @param field the field of the group
     * @param init makes the state
     * @param accumulate takes the state and the arguments and returns a state
     * @param merge makes one state of two
     * @return a field of a group
     */
    public static Bson accumulator(String field, String init, String accumulate, String merge) {
        return accumulator(field, init, accumulate, merge, o -> {});
    }

    /**
     * What functions of JavaScript make of the documents; slow (server manual, {@code $accumulator}; deprecated since MongoDB 8.0).
     *
     * @param field the field of the group
     * @param init makes the state
     * @param accumulate takes the state and the arguments and returns a state
     * @param merge makes one state of two
     * @param o what else it takes
     * @return a field of a group
     */
    public static Bson accumulator(
            String field, String init, String accumulate, String merge, Consumer<? super AccumulatorOptions> o) {
        var form = new AccumulatorOptions();
        o.accept(form);
        Slots slots = new Slots()
                .with("init", Given.value("init", init))
                .with("accumulate", Given.value("accumulate", accumulate))
                .with("accumulateArgs", List.of())
                .with("merge", Given.value("merge", merge))
                .with("lang", "js");
        return Fields.operator(field, "$accumulator", slots.with(form.slots).bson());
    }

    /**
     * An accumulator that has no method here yet.
     *
     * @param field the field of the group
     * @param operator the operator with its dollar sign
     * @param value what the operator takes
     * @return a field of a group: {@code {field: {operator: value}}}
     * @throws IllegalArgumentException if the operator has no dollar sign
     */
    public static Bson of(String field, String operator, @Nullable Object value) {
        return Fields.operator(field, Given.operator(operator), value);
    }
}
