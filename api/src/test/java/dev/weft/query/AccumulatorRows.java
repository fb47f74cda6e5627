package dev.weft.query;

import static dev.weft.query.Place.ACCUMULATOR;
import static dev.weft.query.Row.row;

import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Server manual, "Accumulators". */
final class AccumulatorRows {
    private static final Bson BY_N = Sorts.ascending("n");
    private static final String INIT = "function() { return 0 }";
    private static final String ACCUMULATE = "function(state, n) { return state + n }";
    private static final String MERGE = "function(a, b) { return a + b }";
    private static final String FUNCTIONS =
            "init: 'function() { return 0 }', accumulate: 'function(state, n) { return state + n }', accumulateArgs: ";

    private AccumulatorRows() {}

    static List<Row> rows() {
        return List.of(
                row(ACCUMULATOR, Accumulators.sum("k", "$n"), "{k: {$sum: '$n'}}"),
                row(ACCUMULATOR, Accumulators.avg("k", "$n"), "{k: {$avg: '$n'}}"),
                row(ACCUMULATOR, Accumulators.min("k", "$n"), "{k: {$min: '$n'}}"),
                row(ACCUMULATOR, Accumulators.max("k", "$n"), "{k: {$max: '$n'}}"),
                row(ACCUMULATOR, Accumulators.first("k", "$n"), "{k: {$first: '$n'}}"),
                row(ACCUMULATOR, Accumulators.last("k", "$n"), "{k: {$last: '$n'}}"),
                row(ACCUMULATOR, Accumulators.push("k", "$n"), "{k: {$push: '$n'}}"),
                row(ACCUMULATOR, Accumulators.addToSet("k", "$n"), "{k: {$addToSet: '$n'}}"),
                row(ACCUMULATOR, Accumulators.mergeObjects("k", "$d"), "{k: {$mergeObjects: '$d'}}"),
                row(ACCUMULATOR, Accumulators.stdDevPop("k", "$n"), "{k: {$stdDevPop: '$n'}}"),
                row(ACCUMULATOR, Accumulators.stdDevSamp("k", "$n"), "{k: {$stdDevSamp: '$n'}}"),
                row(ACCUMULATOR, Accumulators.concatArrays("k", "$a"), "{k: {$concatArrays: '$a'}}"),
                row(ACCUMULATOR, Accumulators.setUnion("k", "$a"), "{k: {$setUnion: '$a'}}"),
                row(ACCUMULATOR, Accumulators.count("k"), "{k: {$count: {}}}"),
                row(ACCUMULATOR, Accumulators.firstN("k", "$n", 2), "{k: {$firstN: {input: '$n', n: 2}}}"),
                row(ACCUMULATOR, Accumulators.lastN("k", "$n", 2), "{k: {$lastN: {input: '$n', n: 2}}}"),
                row(ACCUMULATOR, Accumulators.maxN("k", "$n", 2), "{k: {$maxN: {input: '$n', n: 2}}}"),
                row(
                        ACCUMULATOR,
                        Accumulators.minN("k", "$n", new Document("$add", List.of(1, 1))),
                        "{k: {$minN: {input: '$n', n: {$add: [1, 1]}}}}"),
                row(ACCUMULATOR, Accumulators.top("k", BY_N, "$m"), "{k: {$top: {sortBy: {n: 1}, output: '$m'}}}"),
                row(
                        ACCUMULATOR,
                        Accumulators.bottom("k", BY_N, "$m"),
                        "{k: {$bottom: {sortBy: {n: 1}, output: '$m'}}}"),
                row(
                        ACCUMULATOR,
                        Accumulators.topN("k", BY_N, List.of("$n", "$m"), 2),
                        "{k: {$topN: {sortBy: {n: 1}, output: ['$n', '$m'], n: 2}}}"),
                row(
                        ACCUMULATOR,
                        Accumulators.bottomN("k", BY_N, "$m", 2),
                        "{k: {$bottomN: {sortBy: {n: 1}, output: '$m', n: 2}}}"),
                row(
                        ACCUMULATOR,
                        Accumulators.median("k", "$n"),
                        "{k: {$median: {input: '$n', method: 'approximate'}}}"),
                row(
                        ACCUMULATOR,
                        Accumulators.percentile("k", "$n", 0.5, 0.95),
                        "{k: {$percentile: {input: '$n', p: [0.5, 0.95], method: 'approximate'}}}"),
                row(
                        ACCUMULATOR,
                        Accumulators.accumulator("k", INIT, ACCUMULATE, MERGE),
                        "{k: {$accumulator: {" + FUNCTIONS
                                + "[], merge: 'function(a, b) { return a + b }', lang: 'js'}}}"),
                row(
                        ACCUMULATOR,
                        Accumulators.accumulator(
                                "k",
                                INIT,
                                ACCUMULATE,
                                MERGE,
                                o -> o.accumulateArgs(List.of("$n"))
                                        .initArgs(List.of())
                                        .finalize("function(state) { return state }")
                                        .option("lang", "js")),
                        "{k: {$accumulator: {" + FUNCTIONS
                                + "['$n'], merge: 'function(a, b) { return a + b }', lang: 'js', initArgs: [],"
                                + " finalize: 'function(state) { return state }'}}}"),
                row(ACCUMULATOR, Accumulators.of("k", "$sum", 1), "{k: {$sum: 1}}"));
    }
}
