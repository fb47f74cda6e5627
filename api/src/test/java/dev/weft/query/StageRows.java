package dev.weft.query;

import static dev.weft.query.Place.DENSIFY_RANGE;
import static dev.weft.query.Place.FACET;
import static dev.weft.query.Place.FILL_OUTPUT;
import static dev.weft.query.Place.STAGE;
import static dev.weft.query.Row.row;

import dev.weft.query.expression.Expressions;
import dev.weft.query.geo.Point;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;

/** Server manual, "Aggregation Stages": what works on the documents of one collection. */
final class StageRows {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2024-01-03T00:00:00Z");

    private StageRows() {}

    static List<Row> rows() {
        return Stream.of(simple(), grouped(), shaped(), filled())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Row> simple() {
        return List.of(
                row(STAGE, Aggregates.match(Filters.eq("n", 1)), "{$match: {n: 1}}"),
                row(STAGE, Aggregates.project(Projections.include("n")), "{$project: {n: 1}}"),
                row(STAGE, Aggregates.sort(Sorts.ascending("n")), "{$sort: {n: 1}}"),
                row(STAGE, Aggregates.skip(2), "{$skip: NumberLong(2)}"),
                row(STAGE, Aggregates.limit(2), "{$limit: NumberLong(2)}"),
                row(STAGE, Aggregates.sample(2), "{$sample: {size: 2}}"),
                row(STAGE, Aggregates.count(), "{$count: 'count'}"),
                row(STAGE, Aggregates.count("n"), "{$count: 'n'}"),
                row(STAGE, Aggregates.sortByCount("$n"), "{$sortByCount: '$n'}"),
                row(STAGE, Aggregates.unwind("$a"), "{$unwind: '$a'}"),
                row(
                        STAGE,
                        Aggregates.unwind(
                                "$a", o -> o.preserveNullAndEmptyArrays(true).includeArrayIndex("i")),
                        "{$unwind: {path: '$a', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i'}}"),
                row(STAGE, Aggregates.set(Projections.computed("k", 1)), "{$set: {k: 1}}"),
                row(
                        STAGE,
                        Aggregates.set(List.of(Projections.computed("k", "$n"), Projections.computed("l", 2))),
                        "{$set: {k: '$n', l: 2}}"),
                row(STAGE, Aggregates.addFields(new Document("k", 1)), "{$addFields: {k: 1}}"),
                row(STAGE, Aggregates.addFields(List.of(Projections.computed("k", 1))), "{$addFields: {k: 1}}"),
                row(STAGE, Aggregates.unset("n", "m"), "{$unset: ['n', 'm']}"),
                row(STAGE, Aggregates.unset(List.of("n")), "{$unset: ['n']}"),
                row(STAGE, Aggregates.replaceWith("$d"), "{$replaceWith: '$d'}"),
                row(STAGE, Aggregates.replaceRoot("$d"), "{$replaceRoot: {newRoot: '$d'}}"),
                row(
                        STAGE,
                        Aggregates.redact(
                                Expressions.cond(Expressions.bool("yes"), Expressions.descend(), Expressions.prune())),
                        "{$redact: {$cond: ['$yes', '$$DESCEND', '$$PRUNE']}}"),
                row(STAGE, Stage.of("$limit", 1), "{$limit: 1}"));
    }

    private static List<Row> grouped() {
        return List.of(
                row(STAGE, Aggregates.group(null), "{$group: {_id: null}}"),
                row(
                        STAGE,
                        Aggregates.group("$s", Accumulators.sum("total", "$n"), Accumulators.max("top", "$n")),
                        "{$group: {_id: '$s', total: {$sum: '$n'}, top: {$max: '$n'}}}"),
                row(
                        STAGE,
                        Aggregates.group(new Document("s", "$s"), List.of(Accumulators.sum("total", 1))),
                        "{$group: {_id: {s: '$s'}, total: {$sum: 1}}}"),
                row(
                        STAGE,
                        Aggregates.bucket("$n", List.of(0, 50, 100)),
                        "{$bucket: {groupBy: '$n', boundaries: [0, 50, 100]}}"),
                row(
                        STAGE,
                        Aggregates.bucket(
                                "$n",
                                List.of(0, 1),
                                o -> o.defaultBucket("others").output(Accumulators.avg("mean", "$n"))),
                        "{$bucket: {groupBy: '$n', boundaries: [0, 1], default: 'others', output: {mean: {$avg: '$n'}}}}"),
                row(STAGE, Aggregates.bucketAuto("$n", 3), "{$bucketAuto: {groupBy: '$n', buckets: 3}}"),
                row(
                        STAGE,
                        Aggregates.bucketAuto("$n", 3, o -> o.granularity("R5").output(Accumulators.sum("count", 1))),
                        "{$bucketAuto: {groupBy: '$n', buckets: 3, granularity: 'R5', output: {count: {$sum: 1}}}}"),
                row(
                        STAGE,
                        Aggregates.facet(
                                Facet.of("some", Aggregates.limit(1)), Facet.of("count", List.of(Aggregates.count()))),
                        "{$facet: {some: [{$limit: NumberLong(1)}], count: [{$count: 'count'}]}}"),
                row(
                        STAGE,
                        Aggregates.facet(List.of(Facet.of("all", Aggregates.count("k")))),
                        "{$facet: {all: [{$count: 'k'}]}}"),
                row(FACET, Facet.of("all", Aggregates.count("k")), "{all: [{$count: 'k'}]}"),
                row(
                        STAGE,
                        Aggregates.setWindowFields(
                                "$s",
                                Sorts.ascending("n"),
                                WindowOutputFields.rank("rank"),
                                WindowOutputFields.documentNumber("place")),
                        "{$setWindowFields: {partitionBy: '$s', sortBy: {n: 1},"
                                + " output: {rank: {$rank: {}}, place: {$documentNumber: {}}}}}"),
                row(
                        STAGE,
                        Aggregates.setWindowFields(null, List.of(WindowOutputFields.count("count", Windows.whole()))),
                        "{$setWindowFields: {partitionBy: null,"
                                + " output: {count: {$count: {}, window: {documents: ['unbounded', 'unbounded']}}}}}"));
    }

    private static List<Row> shaped() {
        return List.of(
                row(
                        STAGE,
                        Aggregates.densify("n", DensifyRange.fullRangeWithStep(1)),
                        "{$densify: {field: 'n', range: {bounds: 'full', step: 1}}}"),
                row(
                        STAGE,
                        Aggregates.densify("n", DensifyRange.partitionRangeWithStep(1), o -> o.partitionByFields("s")),
                        "{$densify: {field: 'n', partitionByFields: ['s'], range: {bounds: 'partition', step: 1}}}"),
                row(
                        STAGE,
                        Aggregates.densify(
                                "n",
                                DensifyRange.fullRangeWithStep(1),
                                o -> o.option("partitionByFields", List.of("s"))),
                        "{$densify: {field: 'n', partitionByFields: ['s'], range: {bounds: 'full', step: 1}}}"),
                row(
                        STAGE,
                        Aggregates.geoNear(Point.of(1, 2)),
                        "{$geoNear: {near: {type: 'Point', coordinates: [1.0, 2.0]}}}"),
                row(
                        STAGE,
                        Aggregates.geoNear(
                                Point.of(1, 2),
                                o -> o.distanceField("far")
                                        .spherical(true)
                                        .maxDistance(9e6)
                                        .minDistance(0)
                                        .query(Filters.eq("n", 1))
                                        .distanceMultiplier(0.001)
                                        .includeLocs("place")
                                        .key("at")),
                        "{$geoNear: {near: {type: 'Point', coordinates: [1.0, 2.0]}, distanceField: 'far', spherical: true,"
                                + " maxDistance: 9000000.0, minDistance: 0.0, query: {n: 1},"
                                + " distanceMultiplier: 0.001, includeLocs: 'place', key: 'at'}}"),
                row(
                        STAGE,
                        Aggregates.geoNear(Point.of(1, 2), o -> o.option("distanceField", "far")),
                        "{$geoNear: {near: {type: 'Point', coordinates: [1.0, 2.0]}, distanceField: 'far'}}"),
                row(DENSIFY_RANGE, DensifyRange.fullRangeWithStep(0.5), "{bounds: 'full', step: 0.5}"),
                row(
                        DENSIFY_RANGE,
                        DensifyRange.fullRangeWithStep(1, DateUnit.HOUR),
                        "{bounds: 'full', step: NumberLong(1), unit: 'hour'}"),
                row(
                        DENSIFY_RANGE,
                        DensifyRange.partitionRangeWithStep(1, DateUnit.DAY),
                        "{bounds: 'partition', step: NumberLong(1), unit: 'day'}"),
                row(DENSIFY_RANGE, DensifyRange.rangeWithStep(0, 10, 2), "{bounds: [0, 10], step: 2}"),
                row(
                        DENSIFY_RANGE,
                        DensifyRange.rangeWithStep(START, END, 6, DateUnit.HOUR),
                        "{bounds: [ISODate('2024-01-01T00:00:00Z'), ISODate('2024-01-03T00:00:00Z')],"
                                + " step: NumberLong(6), unit: 'hour'}"),
                row(
                        DENSIFY_RANGE,
                        DensifyRange.of(new Document("bounds", "full"), new Document("step", 1)),
                        "{bounds: 'full', step: 1}"));
    }

    private static List<Row> filled() {
        return List.of(
                row(FILL_OUTPUT, FillOutputField.value("k", 0), "{k: {value: 0}}"),
                row(FILL_OUTPUT, FillOutputField.locf("k"), "{k: {method: 'locf'}}"),
                row(FILL_OUTPUT, FillOutputField.linear("k"), "{k: {method: 'linear'}}"),
                row(FILL_OUTPUT, FillOutputField.of("k", new Document("value", 1)), "{k: {value: 1}}"),
                row(STAGE, Aggregates.fill(FillOutputField.value("k", "$n")), "{$fill: {output: {k: {value: '$n'}}}}"),
                row(
                        STAGE,
                        Aggregates.fill(
                                List.of(FillOutputField.locf("k")),
                                o -> o.partitionBy(new Document("s", "$s")).sortBy(Sorts.ascending("n"))),
                        "{$fill: {partitionBy: {s: '$s'}, sortBy: {n: 1}, output: {k: {method: 'locf'}}}}"),
                row(
                        STAGE,
                        Aggregates.fill(
                                List.of(FillOutputField.value("k", 1)),
                                o -> o.partitionByFields("s").option("sortBy", new Document("n", 1))),
                        "{$fill: {partitionByFields: ['s'], sortBy: {n: 1}, output: {k: {value: 1}}}}"));
    }
}
