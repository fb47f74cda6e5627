package dev.weft.query.expression;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An array. */
public sealed interface ArrayExpression extends Expression, ArrayOperators permits Nodes.OfArray {
    /**
     * {@return the element at a place, from 0; negative: from the end (server manual, {@code $arrayElemAt})}
     *
     * @param place an integer; the result is missing where there is no such place
     */
    default Expression arrayElemAt(@Nullable Object place) {
        return Nodes.any(Nodes.all("$arrayElemAt", this, place));
    }

    /** {@return the first element; since MongoDB 4.4 (server manual, {@code $first})} */
    default Expression first() {
        return Nodes.any(Nodes.call("$first", this));
    }

    /** {@return the last element; since MongoDB 4.4 (server manual, {@code $last})} */
    default Expression last() {
        return Nodes.any(Nodes.call("$last", this));
    }

    /** {@return how many elements it has (server manual, {@code $size})} */
    default NumberExpression size() {
        return Nodes.number(Nodes.call("$size", this));
    }

    /** {@return it from the end to the start (server manual, {@code $reverseArray})} */
    default ArrayExpression reverseArray() {
        return Nodes.array(Nodes.call("$reverseArray", this));
    }

    /** {@return its pairs of {@code k} and {@code v} as a document (server manual, {@code $arrayToObject})} */
    default DocumentExpression arrayToObject() {
        return Nodes.document(Nodes.call("$arrayToObject", this));
    }

    /** {@return the sum of its numbers (server manual, {@code $sum})} */
    default NumberExpression sum() {
        return Nodes.number(Nodes.call("$sum", this));
    }

    /** {@return the mean of its numbers (server manual, {@code $avg})} */
    default NumberExpression avg() {
        return Nodes.number(Nodes.call("$avg", this));
    }

    /** {@return the standard deviation of its numbers, as a whole (server manual, {@code $stdDevPop})} */
    default NumberExpression stdDevPop() {
        return Nodes.number(Nodes.call("$stdDevPop", this));
    }

    /** {@return the standard deviation of its numbers, as a sample (server manual, {@code $stdDevSamp})} */
    default NumberExpression stdDevSamp() {
        return Nodes.number(Nodes.call("$stdDevSamp", this));
    }

    /** {@return its greatest element (server manual, {@code $max})} */
    default Expression max() {
        return Nodes.any(Nodes.call("$max", this));
    }

    /** {@return its least element (server manual, {@code $min})} */
    default Expression min() {
        return Nodes.any(Nodes.call("$min", this));
    }

    /** {@return whether one of its elements is true (server manual, {@code $anyElementTrue})} */
    default BooleanExpression anyElementTrue() {
        return Nodes.bool(Nodes.all("$anyElementTrue", this));
    }

    /**
     * {@return the arrays one behind the other (server manual, {@code $concatArrays})}
     *
     * @param others the arrays behind it; if one is null or missing, the result is null
     */
    default ArrayExpression concatArrays(@Nullable Object... others) {
        return Nodes.array(Nodes.call("$concatArrays", this, others));
    }

    /**
     * {@return whether it holds a value (server manual, {@code $in})}
     *
     * @param value the element that is looked for
     */
    default BooleanExpression contains(@Nullable Object value) {
        return Nodes.bool(Nodes.all("$in", value, this));
    }

    /**
     * {@return its first elements; its last if negative (server manual, {@code $slice})}
     *
     * @param n how many at most, an integer
     */
    default ArrayExpression slice(@Nullable Object n) {
        return Nodes.array(Nodes.all("$slice", this, n));
    }

    /**
     * {@return elements from a place on; negative: from the end (server manual, {@code $slice})}
     *
     * @param place where they begin, from 0
     * @param n how many at most, an integer
     */
    default ArrayExpression slice(@Nullable Object place, @Nullable Object n) {
        return Nodes.array(Nodes.all("$slice", this, place, n));
    }

    /**
     * Its first elements; since MongoDB 5.2 (server manual, {@code $firstN}).
     *
     * @param n how many, positive
     * @return an expression
     */
    default ArrayExpression firstN(Object n) {
        return Nodes.array(Nodes.call(
                "$firstN", new Slots().with("n", n).with("input", this).bson()));
    }

    /**
     * Its last elements; since MongoDB 5.2 (server manual, {@code $lastN}).
     *
     * @param n how many, positive
     * @return an expression
     */
    default ArrayExpression lastN(Object n) {
        return Nodes.array(Nodes.call(
                "$lastN", new Slots().with("n", n).with("input", this).bson()));
    }

    /**
     * Its greatest elements; since MongoDB 5.2 (server manual, {@code $maxN}).
     *
     * @param n how many, positive
     * @return an expression
     */
    default ArrayExpression maxN(Object n) {
        return Nodes.array(
                Nodes.call("$maxN", new Slots().with("n", n).with("input", this).bson()));
    }

    /**
     * Its least elements; since MongoDB 5.2 (server manual, {@code $minN}).
     *
     * @param n how many, positive
     * @return an expression
     */
    default ArrayExpression minN(Object n) {
        return Nodes.array(
                Nodes.call("$minN", new Slots().with("n", n).with("input", this).bson()));
    }

    /**
     * About the number in the middle; since MongoDB 7.0 (server manual, {@code $median}).
     *
     * @return an expression
     */
    default NumberExpression median() {
        return Nodes.number(Nodes.call(
                "$median",
                new Slots().with("input", this).with("method", "approximate").bson()));
    }

    /**
     * About the numbers below which a share of all lies; since MongoDB 7.0 (server manual, {@code $percentile}).
     *
     * @param p the shares, each 0 to 1; at least one
     * @return an expression
     * @throws IllegalArgumentException if there is none, or one is out of range
     */
    default ArrayExpression percentile(Double... p) {
        List<Double> shares = Given.some("the percentiles", p);
        shares.forEach(share -> Given.within("a percentile", share, 0, 1));
        return Nodes.array(Nodes.call(
                "$percentile",
                new Slots()
                        .with("input", this)
                        .with("p", shares)
                        .with("method", "approximate")
                        .bson()));
    }

    /**
     * What becomes of each element (server manual, {@code $map}).
     *
     * @param as what an element is called within
     * @param in makes the new element
     * @return an expression
     */
    default ArrayExpression map(String as, Function<? super Expression, ?> in) {
        return Nodes.array(Nodes.call(
                "$map",
                new Slots()
                        .with("input", this)
                        .with("as", as)
                        .with("in", in.apply(Expressions.variable(as)))
                        .bson()));
    }

    /**
     * The elements for which a condition is true (server manual, {@code $filter}).
     *
     * @param as what an element is called within
     * @param cond the condition
     * @return an expression
     */
    default ArrayExpression filter(String as, Function<? super Expression, ?> cond) {
        return Nodes.array(Nodes.call("$filter", Nodes.filter(this, as, cond).bson()));
    }

    /**
     * The first elements for which a condition is true; since MongoDB 5.2 (server manual, {@code $filter}).
     *
     * @param as what an element is called within
     * @param cond the condition
     * @param limit how many, positive
     * @return an expression
     */
    default ArrayExpression filter(String as, Function<? super Expression, ?> cond, Object limit) {
        return Nodes.array(Nodes.call(
                "$filter", Nodes.filter(this, as, cond).with("limit", limit).bson()));
    }

    /**
     * What comes of all elements, one after the other (server manual, {@code $reduce}).
     *
     * @param initialValue what there is before the first
     * @param in makes the next of what there is and of an element
     * @return an expression
     */
    default Expression reduce(@Nullable Object initialValue, BiFunction<? super Expression, ? super Expression, ?> in) {
        return Nodes.any(Nodes.call(
                "$reduce",
                new Slots()
                        .with("input", this)
                        .with("initialValue", initialValue)
                        .with("in", in.apply(Expressions.variable("value"), Expressions.variable("this")))
                        .bson()));
    }

    /**
     * It in an order; since MongoDB 5.2 (server manual, {@code $sortArray}).
     *
     * @param sortBy of documents the keys, such as {@link dev.weft.query.Sorts} makes; of plain values 1 or -1
     * @return an expression
     */
    default ArrayExpression sortArray(Object sortBy) {
        return Nodes.array(Nodes.call(
                "$sortArray",
                new Slots().with("input", this).with("sortBy", sortBy).bson()));
    }

    /**
     * {@return arrays of what stands at the same place in it and in others, as long as the shortest (server manual, {@code $zip})}
     *
     * @param others the other arrays; if one is null or missing, the result is null
     */
    default ArrayExpression zip(Object... others) {
        return Nodes.array(Nodes.call("$zip", Fields.one("inputs", Nodes.list(this, others))));
    }

    /**
     * Arrays of what stands at the same place in it and in others, as long as the longest (server manual, {@code $zip}).
     *
     * @param others the other arrays
     * @param defaults what stands for missing elements, of it and of each other
     * @return an expression
     */
    default ArrayExpression zipLongest(List<?> others, List<?> defaults) {
        return Nodes.array(Nodes.call(
                "$zip",
                new Slots()
                        .with("inputs", Nodes.list(this, others.toArray()))
                        .with("useLongestLength", true)
                        .with("defaults", defaults)
                        .bson()));
    }
}
