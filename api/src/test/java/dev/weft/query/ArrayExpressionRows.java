package dev.weft.query;

import static dev.weft.query.Place.EXPRESSION;
import static dev.weft.query.Row.row;
import static dev.weft.query.expression.Expressions.array;

import java.util.List;
import java.util.stream.Stream;

/** Server manual, "Expression Operators": of arrays and sets. */
final class ArrayExpressionRows {
    private ArrayExpressionRows() {}

    static List<Row> rows() {
        return Stream.of(elements(), wholes()).flatMap(List::stream).toList();
    }

    private static List<Row> elements() {
        return List.of(
                row(EXPRESSION, array("a").arrayElemAt(0), "{$arrayElemAt: ['$a', 0]}"),
                row(EXPRESSION, array("a").first(), "{$first: '$a'}"),
                row(EXPRESSION, array("a").last(), "{$last: '$a'}"),
                row(EXPRESSION, array("a").firstN(2), "{$firstN: {n: 2, input: '$a'}}"),
                row(EXPRESSION, array("a").lastN(2), "{$lastN: {n: 2, input: '$a'}}"),
                row(EXPRESSION, array("a").maxN(2), "{$maxN: {n: 2, input: '$a'}}"),
                row(EXPRESSION, array("a").minN(2), "{$minN: {n: 2, input: '$a'}}"),
                row(EXPRESSION, array("a").size(), "{$size: '$a'}"),
                row(EXPRESSION, array("a").slice(2), "{$slice: ['$a', 2]}"),
                row(EXPRESSION, array("a").slice(1, 2), "{$slice: ['$a', 1, 2]}"),
                row(EXPRESSION, array("a").reverseArray(), "{$reverseArray: '$a'}"),
                row(EXPRESSION, array("pairs").arrayToObject(), "{$arrayToObject: '$pairs'}"),
                row(EXPRESSION, array("a").concatArrays("$b", List.of(9)), "{$concatArrays: ['$a', '$b', [9]]}"),
                row(EXPRESSION, array("a").contains(2), "{$in: [2, '$a']}"),
                row(EXPRESSION, array("a").indexOfArray(2), "{$indexOfArray: ['$a', 2]}"),
                row(EXPRESSION, array("a").indexOfArray(2, 1), "{$indexOfArray: ['$a', 2, 1]}"),
                row(EXPRESSION, array("a").indexOfArray(2, 1, 3), "{$indexOfArray: ['$a', 2, 1, 3]}"),
                row(
                        EXPRESSION,
                        array("a").map("each", each -> each.asNumber().multiply(2)),
                        "{$map: {input: '$a', as: 'each', in: {$multiply: ['$$each', 2]}}}"),
                row(
                        EXPRESSION,
                        array("a").filter("each", each -> each.gt(1)),
                        "{$filter: {input: '$a', as: 'each', cond: {$gt: ['$$each', 1]}}}"),
                row(
                        EXPRESSION,
                        array("a").filter("each", each -> each.gt(1), 1),
                        "{$filter: {input: '$a', as: 'each', cond: {$gt: ['$$each', 1]}, limit: 1}}"),
                row(
                        EXPRESSION,
                        array("a").reduce(0, (sum, each) -> sum.asNumber().add(each)),
                        "{$reduce: {input: '$a', initialValue: 0, in: {$add: ['$$value', '$$this']}}}"),
                row(EXPRESSION, array("a").sortArray(-1), "{$sortArray: {input: '$a', sortBy: -1}}"),
                row(
                        EXPRESSION,
                        array("docs").sortArray(Sorts.ascending("k")),
                        "{$sortArray: {input: '$docs', sortBy: {k: 1}}}"),
                row(EXPRESSION, array("a").zip("$b"), "{$zip: {inputs: ['$a', '$b']}}"),
                row(
                        EXPRESSION,
                        array("a").zipLongest(List.of("$b"), List.of(0, 1)),
                        "{$zip: {inputs: ['$a', '$b'], useLongestLength: true, defaults: [0, 1]}}"));
    }

    private static List<Row> wholes() {
        return List.of(
                row(EXPRESSION, array("a").sum(), "{$sum: '$a'}"),
                row(EXPRESSION, array("a").avg(), "{$avg: '$a'}"),
                row(EXPRESSION, array("a").max(), "{$max: '$a'}"),
                row(EXPRESSION, array("a").min(), "{$min: '$a'}"),
                row(EXPRESSION, array("a").stdDevPop(), "{$stdDevPop: '$a'}"),
                row(EXPRESSION, array("a").stdDevSamp(), "{$stdDevSamp: '$a'}"),
                row(EXPRESSION, array("a").median(), "{$median: {input: '$a', method: 'approximate'}}"),
                row(
                        EXPRESSION,
                        array("a").percentile(0.5, 0.9),
                        "{$percentile: {input: '$a', p: [0.5, 0.9], method: 'approximate'}}"),
                row(EXPRESSION, array("a").allElementsTrue(), "{$allElementsTrue: ['$a']}"),
                row(EXPRESSION, array("a").anyElementTrue(), "{$anyElementTrue: ['$a']}"),
                row(EXPRESSION, array("a").setDifference("$b"), "{$setDifference: ['$a', '$b']}"),
                row(EXPRESSION, array("a").setEquals("$b", "$a"), "{$setEquals: ['$a', '$b', '$a']}"),
                row(EXPRESSION, array("a").setIntersection("$b"), "{$setIntersection: ['$a', '$b']}"),
                row(EXPRESSION, array("a").setIsSubset("$b"), "{$setIsSubset: ['$a', '$b']}"),
                row(EXPRESSION, array("a").setUnion("$b"), "{$setUnion: ['$a', '$b']}"),
                row(EXPRESSION, array("a").similarityCosine("$b"), "{$similarityCosine: ['$a', '$b']}"),
                row(EXPRESSION, array("a").similarityDotProduct("$b"), "{$similarityDotProduct: ['$a', '$b']}"),
                row(EXPRESSION, array("a").similarityEuclidean("$b"), "{$similarityEuclidean: ['$a', '$b']}"));
    }
}
