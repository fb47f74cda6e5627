package dev.weft.query;

import static dev.weft.query.Place.DATABASE_STAGE;
import static dev.weft.query.Place.STAGE;
import static dev.weft.query.Row.row;

import dev.weft.Namespace;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;

/** Server manual, "Aggregation Stages": what reads or writes other collections. */
final class JoinRows {
    private static final Namespace OUT = new Namespace("weft_builders", "out");

    private JoinRows() {}

    static List<Row> rows() {
        return Stream.of(joined(), written()).flatMap(List::stream).toList();
    }

    private static List<Row> joined() {
        return List.of(
                row(
                        STAGE,
                        Aggregates.lookup("other", "n", "_id", "found"),
                        "{$lookup: {from: 'other', localField: 'n', foreignField: '_id', as: 'found'}}"),
                row(
                        STAGE,
                        Aggregates.lookup(
                                "other",
                                "found",
                                o -> o.on("n", "_id")
                                        .let(new Document("m", "$m"))
                                        .pipeline(Aggregates.limit(1))),
                        "{$lookup: {from: 'other', localField: 'n', foreignField: '_id', let: {m: '$m'},"
                                + " pipeline: [{$limit: NumberLong(1)}], as: 'found'}}"),
                row(
                        STAGE,
                        Aggregates.lookup(
                                "found", o -> o.pipeline(List.of(Aggregates.documents(List.of(new Document("k", 1)))))),
                        "{$lookup: {pipeline: [{$documents: [{k: 1}]}], as: 'found'}}"),
                row(
                        STAGE,
                        Aggregates.graphLookup("other", "$n", "up", "_id", "chain"),
                        "{$graphLookup: {from: 'other', startWith: '$n', connectFromField: 'up',"
                                + " connectToField: '_id', as: 'chain'}}"),
                row(
                        STAGE,
                        Aggregates.graphLookup(
                                "other",
                                "chain",
                                o -> o.startWith("$n")
                                        .connect("up", "_id")
                                        .maxDepth(3)
                                        .depthField("depth")
                                        .restrictSearchWithMatch(Filters.eq("k", 1))),
                        "{$graphLookup: {from: 'other', startWith: '$n', connectFromField: 'up', connectToField: '_id',"
                                + " maxDepth: 3, depthField: 'depth', restrictSearchWithMatch: {k: 1}, as: 'chain'}}"),
                row(
                        STAGE,
                        Aggregates.unionWith("other", Aggregates.limit(1)),
                        "{$unionWith: {coll: 'other', pipeline: [{$limit: NumberLong(1)}]}}"),
                row(STAGE, Aggregates.unionWith("other", List.of()), "{$unionWith: {coll: 'other', pipeline: []}}"),
                row(
                        DATABASE_STAGE,
                        Aggregates.documents(List.of(new Document("k", 1), new Document("k", 2))),
                        "{$documents: [{k: 1}, {k: 2}]}"));
    }

    private static List<Row> written() {
        return List.of(
                row(STAGE, Aggregates.out("out"), "{$out: 'out'}"),
                row(STAGE, Aggregates.out(OUT), "{$out: {db: 'weft_builders', coll: 'out'}}"),
                row(
                        STAGE,
                        Aggregates.out(new Namespace("weft_builders", "series"), o -> o.timeSeries("t")),
                        "{$out: {db: 'weft_builders', coll: 'series', timeseries: {timeField: 't'}}}"),
                row(
                        STAGE,
                        Aggregates.out(
                                new Namespace("weft_builders", "hourly"),
                                o -> o.timeSeries(new Document("timeField", "t").append("granularity", "hours"))),
                        "{$out: {db: 'weft_builders', coll: 'hourly',"
                                + " timeseries: {timeField: 't', granularity: 'hours'}}}"),
                row(
                        STAGE,
                        Aggregates.out(
                                new Namespace("weft_builders", "plain"),
                                o -> o.option("timeseries", new Document("timeField", "t"))),
                        "{$out: {db: 'weft_builders', coll: 'plain', timeseries: {timeField: 't'}}}"),
                row(STAGE, Aggregates.merge("merged"), "{$merge: {into: 'merged'}}"),
                row(
                        STAGE,
                        Aggregates.merge(
                                "merged",
                                o -> o.on("_id")
                                        .whenMatched(MergeOptions.WhenMatched.REPLACE)
                                        .whenNotMatched(MergeOptions.WhenNotMatched.DISCARD)),
                        "{$merge: {into: 'merged', on: '_id', whenMatched: 'replace', whenNotMatched: 'discard'}}"),
                row(
                        STAGE,
                        Aggregates.merge("merged", o -> o.whenMatched(MergeOptions.WhenMatched.KEEP_EXISTING)),
                        "{$merge: {into: 'merged', whenMatched: 'keepExisting'}}"),
                row(STAGE, Aggregates.merge(OUT), "{$merge: {into: {db: 'weft_builders', coll: 'out'}}}"),
                row(
                        STAGE,
                        Aggregates.merge(
                                OUT,
                                o -> o.let(new Document("k", "$n"))
                                        .whenMatchedPipeline(Aggregates.set(new Document("n", "$$k")))
                                        .option("whenNotMatched", "insert")),
                        "{$merge: {into: {db: 'weft_builders', coll: 'out'}, let: {k: '$n'},"
                                + " whenMatched: [{$set: {n: '$$k'}}], whenNotMatched: 'insert'}}"));
    }
}
