package dev.weft.query.expression;

import org.jspecify.annotations.Nullable;

/** Arrays as sets, as vectors and as places. Users call these as methods of {@link ArrayExpression}, which would be too long a file. */
interface ArrayOperators {
    /** {@return whether all its elements are true (server manual, {@code $allElementsTrue})} */
    default BooleanExpression allElementsTrue() {
        return Nodes.bool(Nodes.all("$allElementsTrue", this));
    }

    /**
     * {@return the elements of all, each once (server manual, {@code $setUnion})}
     *
     * @param others the other arrays; order and repetition do not count
     */
    default ArrayExpression setUnion(@Nullable Object... others) {
        return Nodes.array(Nodes.call("$setUnion", this, others));
    }

    /**
     * {@return the elements that all have, each once (server manual, {@code $setIntersection})}
     *
     * @param others the other arrays; order and repetition do not count
     */
    default ArrayExpression setIntersection(@Nullable Object... others) {
        return Nodes.array(Nodes.call("$setIntersection", this, others));
    }

    /**
     * {@return whether all have the same elements (server manual, {@code $setEquals})}
     *
     * @param others the other arrays; order and repetition do not count
     */
    default BooleanExpression setEquals(@Nullable Object... others) {
        return Nodes.bool(Nodes.call("$setEquals", this, others));
    }

    /**
     * {@return its elements that another array does not have (server manual, {@code $setDifference})}
     *
     * @param other the other array; order and repetition do not count
     */
    default ArrayExpression setDifference(@Nullable Object other) {
        return Nodes.array(Nodes.all("$setDifference", this, other));
    }

    /**
     * {@return whether another array has all its elements (server manual, {@code $setIsSubset})}
     *
     * @param other the other array; order and repetition do not count
     */
    default BooleanExpression setIsSubset(@Nullable Object other) {
        return Nodes.bool(Nodes.all("$setIsSubset", this, other));
    }

    /**
     * {@return where a value is first; -1 if nowhere (server manual, {@code $indexOfArray})}
     *
     * @param value the element that is looked for
     */
    default NumberExpression indexOfArray(@Nullable Object value) {
        return Nodes.number(Nodes.all("$indexOfArray", this, value));
    }

    /**
     * {@return where a value is first, from a start on; -1 if nowhere (server manual, {@code $indexOfArray})}
     *
     * @param value the element that is looked for
     * @param start where to begin, from 0
     */
    default NumberExpression indexOfArray(@Nullable Object value, @Nullable Object start) {
        return Nodes.number(Nodes.all("$indexOfArray", this, value, start));
    }

    /**
     * {@return where a value is first, between a start and an end; -1 if nowhere (server manual, {@code $indexOfArray})}
     *
     * @param value the element that is looked for
     * @param start where to begin, from 0
     * @param end where to stop; itself not included
     */
    default NumberExpression indexOfArray(@Nullable Object value, @Nullable Object start, @Nullable Object end) {
        return Nodes.number(Nodes.all("$indexOfArray", this, value, start, end));
    }

    /**
     * {@return how alike it and another vector are, by the cosine of their angle; since MongoDB 8.3 (server manual, {@code $similarityCosine})}
     *
     * @param vector the other vector, with as many elements
     */
    default NumberExpression similarityCosine(@Nullable Object vector) {
        return Nodes.number(Nodes.all("$similarityCosine", this, vector));
    }

    /**
     * {@return how alike it and another vector are, by their dot product; since MongoDB 8.3 (server manual, {@code $similarityDotProduct})}
     *
     * @param vector the other vector, with as many elements
     */
    default NumberExpression similarityDotProduct(@Nullable Object vector) {
        return Nodes.number(Nodes.all("$similarityDotProduct", this, vector));
    }

    /**
     * {@return how alike it and another vector are, by their distance; since MongoDB 8.3 (server manual, {@code $similarityEuclidean})}
     *
     * @param vector the other vector, with as many elements
     */
    default NumberExpression similarityEuclidean(@Nullable Object vector) {
        return Nodes.number(Nodes.all("$similarityEuclidean", this, vector));
    }
}
