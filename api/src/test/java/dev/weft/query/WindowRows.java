package dev.weft.query;

import static dev.weft.query.Place.WINDOW;
import static dev.weft.query.Place.WINDOW_OUTPUT;
import static dev.weft.query.Row.row;
import static dev.weft.query.Windows.Bound.CURRENT;
import static dev.weft.query.Windows.Bound.UNBOUNDED;

import java.util.List;
import java.util.stream.Stream;
import org.bson.conversions.Bson;

/** Server manual, {@code $setWindowFields}: its partitions are sorted by {@code n}, those of time by {@code t}. */
final class WindowRows {
    private static final Bson NEAR = Windows.documents(-1, 1);
    private static final String NEAR_JSON = "window: {documents: [-1, 1]}";
    private static final Bson BY_M = Sorts.descending("m");

    private WindowRows() {}

    static List<Row> rows() {
        return Stream.of(windows(), values(), ordered()).flatMap(List::stream).toList();
    }

    private static List<Row> windows() {
        return List.of(
                row(WINDOW, Windows.whole(), "{documents: ['unbounded', 'unbounded']}"),
                row(WINDOW, Windows.documents(-2, 0), "{documents: [-2, 0]}"),
                row(WINDOW, Windows.documents(UNBOUNDED, 1), "{documents: ['unbounded', 1]}"),
                row(WINDOW, Windows.documents(0, UNBOUNDED), "{documents: [0, 'unbounded']}"),
                row(WINDOW, Windows.documents(UNBOUNDED, CURRENT), "{documents: ['unbounded', 'current']}"),
                row(WINDOW, Windows.range(-1.5, 2), "{range: [-1.5, 2]}"),
                row(WINDOW, Windows.range(CURRENT, 2), "{range: ['current', 2]}"),
                row(WINDOW, Windows.range(-2, CURRENT), "{range: [-2, 'current']}"),
                row(WINDOW, Windows.range(UNBOUNDED, CURRENT), "{range: ['unbounded', 'current']}"),
                row(
                        WINDOW,
                        Windows.timeRange(-1, 1, DateUnit.MONTH),
                        "{range: [NumberLong(-1), NumberLong(1)], unit: 'month'}"),
                row(
                        WINDOW,
                        Windows.timeRange(UNBOUNDED, 1, DateUnit.QUARTER),
                        "{range: ['unbounded', NumberLong(1)], unit: 'quarter'}"),
                row(
                        WINDOW,
                        Windows.timeRange(-1, CURRENT, DateUnit.MILLISECOND),
                        "{range: [NumberLong(-1), 'current'], unit: 'millisecond'}"),
                row(WINDOW, Windows.of("documents", List.of(-1, "current")), "{documents: [-1, 'current']}"));
    }

    private static Row over(Bson output, String function) {
        return row(WINDOW_OUTPUT, output, "{k: {" + function + ", " + NEAR_JSON + "}}");
    }

    private static List<Row> values() {
        return List.of(
                over(WindowOutputFields.sum("k", "$n", NEAR), "$sum: '$n'"),
                over(WindowOutputFields.avg("k", "$n", NEAR), "$avg: '$n'"),
                over(WindowOutputFields.stdDevSamp("k", "$n", NEAR), "$stdDevSamp: '$n'"),
                over(WindowOutputFields.stdDevPop("k", "$n", NEAR), "$stdDevPop: '$n'"),
                over(WindowOutputFields.min("k", "$n", NEAR), "$min: '$n'"),
                over(WindowOutputFields.max("k", "$n", NEAR), "$max: '$n'"),
                over(WindowOutputFields.push("k", "$n", NEAR), "$push: '$n'"),
                over(WindowOutputFields.addToSet("k", "$n", NEAR), "$addToSet: '$n'"),
                over(WindowOutputFields.first("k", "$n", NEAR), "$first: '$n'"),
                over(WindowOutputFields.last("k", "$n", NEAR), "$last: '$n'"),
                over(WindowOutputFields.concatArrays("k", "$a", NEAR), "$concatArrays: '$a'"),
                over(WindowOutputFields.setUnion("k", "$a", NEAR), "$setUnion: '$a'"),
                over(WindowOutputFields.count("k", NEAR), "$count: {}"),
                over(WindowOutputFields.firstN("k", "$n", 2, NEAR), "$firstN: {input: '$n', n: 2}"),
                over(WindowOutputFields.lastN("k", "$n", 2, NEAR), "$lastN: {input: '$n', n: 2}"),
                over(WindowOutputFields.maxN("k", "$n", 2, NEAR), "$maxN: {input: '$n', n: 2}"),
                over(WindowOutputFields.minN("k", "$n", 2, NEAR), "$minN: {input: '$n', n: 2}"),
                over(WindowOutputFields.top("k", BY_M, "$n", NEAR), "$top: {sortBy: {m: -1}, output: '$n'}"),
                over(WindowOutputFields.bottom("k", BY_M, "$n", NEAR), "$bottom: {sortBy: {m: -1}, output: '$n'}"),
                over(WindowOutputFields.topN("k", BY_M, "$n", 2, NEAR), "$topN: {sortBy: {m: -1}, output: '$n', n: 2}"),
                over(
                        WindowOutputFields.bottomN("k", BY_M, "$n", 2, NEAR),
                        "$bottomN: {sortBy: {m: -1}, output: '$n', n: 2}"),
                over(WindowOutputFields.median("k", "$n", NEAR), "$median: {input: '$n', method: 'approximate'}"),
                over(
                        WindowOutputFields.percentile("k", "$n", List.of(0.9), NEAR),
                        "$percentile: {input: '$n', p: [0.9], method: 'approximate'}"),
                over(WindowOutputFields.covarianceSamp("k", "$n", "$m", NEAR), "$covarianceSamp: ['$n', '$m']"),
                over(WindowOutputFields.covariancePop("k", "$n", "$m", NEAR), "$covariancePop: ['$n', '$m']"),
                over(WindowOutputFields.of("k", "$sum", 1, NEAR), "$sum: 1"));
    }

    private static List<Row> ordered() {
        return List.of(
                over(WindowOutputFields.derivative("k", "$m", NEAR), "$derivative: {input: '$m'}"),
                over(WindowOutputFields.integral("k", "$m", NEAR), "$integral: {input: '$m'}"),
                row(
                        WINDOW_OUTPUT,
                        WindowOutputFields.timeDerivative("k", "$m", Windows.whole(), DateUnit.HOUR),
                        "{k: {$derivative: {input: '$m', unit: 'hour'},"
                                + " window: {documents: ['unbounded', 'unbounded']}}}"),
                row(
                        WINDOW_OUTPUT,
                        WindowOutputFields.timeIntegral("k", "$m", Windows.whole(), DateUnit.SECOND),
                        "{k: {$integral: {input: '$m', unit: 'second'},"
                                + " window: {documents: ['unbounded', 'unbounded']}}}"),
                row(
                        WINDOW_OUTPUT,
                        WindowOutputFields.minMaxScaler("k", "$m", Windows.range(-1, 1)),
                        "{k: {$minMaxScaler: {input: '$m'}, window: {range: [-1, 1]}}}"),
                row(
                        WINDOW_OUTPUT,
                        WindowOutputFields.expMovingAvg("k", "$n", 3),
                        "{k: {$expMovingAvg: {input: '$n', N: 3}}}"),
                row(
                        WINDOW_OUTPUT,
                        WindowOutputFields.expMovingAvg("k", "$n", 0.25),
                        "{k: {$expMovingAvg: {input: '$n', alpha: 0.25}}}"),
                row(
                        WINDOW_OUTPUT,
                        WindowOutputFields.shift("k", "$n", -1),
                        "{k: {$shift: {output: '$n', by: -1, default: null}}}"),
                row(
                        WINDOW_OUTPUT,
                        WindowOutputFields.shift("k", "$n", 1, "none"),
                        "{k: {$shift: {output: '$n', by: 1, default: 'none'}}}"),
                row(WINDOW_OUTPUT, WindowOutputFields.documentNumber("k"), "{k: {$documentNumber: {}}}"),
                row(WINDOW_OUTPUT, WindowOutputFields.rank("k"), "{k: {$rank: {}}}"),
                row(WINDOW_OUTPUT, WindowOutputFields.denseRank("k"), "{k: {$denseRank: {}}}"),
                row(WINDOW_OUTPUT, WindowOutputFields.locf("k", "$n"), "{k: {$locf: '$n'}}"),
                row(WINDOW_OUTPUT, WindowOutputFields.linearFill("k", "$m"), "{k: {$linearFill: '$m'}}"));
    }
}
