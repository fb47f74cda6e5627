package dev.weft.query;

import org.bson.conversions.Bson;

/** The first, the last, the least and the greatest of a window. Users call these as methods of {@link WindowOutputFields}, which would be too long a file. */
class RankedOutputFields extends OrderedOutputFields {
    RankedOutputFields() {}

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

    /**
     * {@return an output: of a window, the first by an order, and its value; since MongoDB 5.2 (server manual, {@code $top})}
     *
     * @param field the field it is put into
     * @param sortBy the order, as of {@link Sorts}
     * @param output the value of the document that is found
     * @param window the documents, see {@link Windows}
     */
    public static Bson top(String field, Bson sortBy, Object output, Bson window) {
        return over(field, "$top", Measures.ordered(sortBy, output).bson(), window);
    }

    /**
     * {@return an output: of a window, the last by an order, and its value; since MongoDB 5.2 (server manual, {@code $bottom})}
     *
     * @param field the field it is put into
     * @param sortBy the order, as of {@link Sorts}
     * @param output the value of the document that is found
     * @param window the documents, see {@link Windows}
     */
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
}
