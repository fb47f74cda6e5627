package dev.weft.unified.operation;

import dev.weft.client.AggregateQuery;
import dev.weft.client.FindQuery;
import dev.weft.client.Query;
import dev.weft.unified.entity.Entity;
import dev.weft.unified.entity.Entity.Kind;
import dev.weft.unified.entity.OpenCursor;
import dev.weft.unified.file.MalformedFileException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonValue;

/** Reads of a collection. */
final class CollectionReads {
    private static final String[] FIND = {
        "filter",
        "sort",
        "projection",
        "skip",
        "limit",
        "batchSize",
        "hint",
        "min",
        "max",
        "let",
        "allowDiskUse",
        "allowPartialResults",
        "noCursorTimeout",
        "returnKey",
        "showRecordId",
        "collation",
        "comment",
        "maxTimeMS",
        "rawData",
        "cursorType",
        "maxAwaitTimeMS",
        "timeoutMS",
        "timeoutMode"
    };
    private static final String[] FIND_ONE = {
        "filter",
        "sort",
        "projection",
        "skip",
        "hint",
        "min",
        "max",
        "let",
        "collation",
        "comment",
        "maxTimeMS",
        "rawData",
        "timeoutMS",
        "allowDiskUse",
        "returnKey",
        "showRecordId"
    };

    private CollectionReads() {}

    static void register(OperationTable table) {
        table.add(Kind.COLLECTION, Entity.Collection.class, "find", (c, a, s) -> find(c, a), FIND);
        table.add(Kind.COLLECTION, Entity.Collection.class, "createFindCursor", (c, a, s) -> cursor(c, a), FIND);
        table.add(Kind.COLLECTION, Entity.Collection.class, "findOne", (c, a, s) -> findOne(c, a), FIND_ONE);
        table.add(
                Kind.COLLECTION,
                Entity.Collection.class,
                "aggregate",
                (c, a, s) -> {
                    var pipeline = a.documents("pipeline");
                    return aggregate(c.collection().aggregate(pipeline), a);
                },
                AGGREGATE);
        table.add(
                Kind.COLLECTION,
                Entity.Collection.class,
                "countDocuments",
                (c, a, s) -> count(c, a),
                "filter",
                "skip",
                "limit",
                "hint",
                "collation",
                "comment",
                "maxTimeMS",
                "rawData",
                "timeoutMS");
        table.add(
                Kind.COLLECTION,
                Entity.Collection.class,
                "distinct",
                (c, a, s) -> distinct(c, a),
                "fieldName",
                "filter",
                "hint",
                "collation",
                "comment",
                "maxTimeMS",
                "rawData",
                "timeoutMS");
        table.add(
                Kind.COLLECTION,
                Entity.Collection.class,
                "estimatedDocumentCount",
                (c, a, s) ->
                        Result.of(new BsonInt64(c.collection().estimatedDocumentCount(o -> CallArguments.fill(a, o)))),
                CallArguments.NAMES);
    }

    static final String[] AGGREGATE = {
        "pipeline",
        "batchSize",
        "hint",
        "let",
        "allowDiskUse",
        "bypassDocumentValidation",
        "collation",
        "comment",
        "maxTimeMS",
        "rawData",
        "maxAwaitTimeMS",
        "timeoutMS",
        "timeoutMode"
    };

    private static Result find(Entity.Collection on, Arguments arguments) {
        return new Result.Iterated(query(on, arguments).toList());
    }

    private static Result cursor(Entity.Collection on, Arguments arguments) {
        return new Result.Made(new Entity.Cursor(
                Kind.FIND_CURSOR, new OpenCursor(query(on, arguments).cursor())));
    }

    private static Result findOne(Entity.Collection on, Arguments arguments) {
        var query = new Steps<>(on.collection().find(arguments.document("filter")));
        arguments.document("sort", keys -> query.step(q -> q.sort(keys)));
        arguments.number("skip", n -> query.step(q -> q.skip(n)));
        arguments.document("let", variables -> query.step(q -> q.let(variables)));
        arguments.flag("allowDiskUse", yes -> query.step(q -> q.allowDiskUse(yes)));
        shape(query, arguments);
        arguments.collation(rules -> query.step(q -> q.collation(rules)));
        common(query, arguments);
        return Result.of(query.now.first().map(BsonValue.class::cast).orElse(BsonNull.VALUE));
    }

    private static FindQuery<BsonDocument> query(Entity.Collection on, Arguments arguments) {
        var query = new Steps<>(on.collection().find(arguments.document("filter")));
        arguments.document("sort", keys -> query.step(q -> q.sort(keys)));
        arguments.number("skip", n -> query.step(q -> q.skip(n)));
        arguments.number("limit", n -> query.step(q -> q.limit(n)));
        arguments.document("let", variables -> query.step(q -> q.let(variables)));
        arguments.flag("allowDiskUse", yes -> query.step(q -> q.allowDiskUse(yes)));
        arguments.flag("allowPartialResults", yes -> query.step(q -> q.allowPartialResults(yes)));
        arguments.flag("noCursorTimeout", yes -> query.step(q -> q.noCursorTimeout(yes)));
        arguments.number("batchSize", n -> query.step(q -> q.batchSize(n.intValue())));
        arguments.timeoutMode(mode -> query.step(q -> q.timeoutMode(mode)));
        shape(query, arguments);
        tail(query, arguments);
        arguments.collation(rules -> query.step(q -> q.collation(rules)));
        common(query, arguments);
        return query.now;
    }

    private static void shape(Steps<FindQuery<BsonDocument>> query, Arguments arguments) {
        arguments.document("projection", fields -> query.step(q -> q.project(fields)));
        arguments.hint(name -> query.step(q -> q.hint(name)), keys -> query.step(q -> q.hint(keys)));
        arguments.document("min", keys -> query.step(q -> q.min(keys)));
        arguments.document("max", keys -> query.step(q -> q.max(keys)));
        arguments.flag("returnKey", yes -> query.step(q -> q.returnKey(yes)));
        arguments.flag("showRecordId", yes -> query.step(q -> q.showRecordId(yes)));
    }

    private static void tail(Steps<FindQuery<BsonDocument>> query, Arguments arguments) {
        var wait = arguments.optionalNumber("maxAwaitTimeMS").map(Duration::ofMillis);
        switch (arguments.optionalText("cursorType").orElse("nonTailable")) {
            case "nonTailable" -> {
                if (wait.isPresent()) {
                    throw new MalformedFileException(arguments.path(), "only tailable cursors take maxAwaitTimeMS");
                }
            }
            case "tailable" -> query.step(FindQuery::tailable);
            case "tailableAwait" -> query.step(q -> wait.map(q::tailable).orElseGet(() -> q.tailable(Duration.ZERO)));
            default -> throw new MalformedFileException(arguments.path(), "cursorType is unknown");
        }
    }

    static <Q extends Query<?, Q>> void common(Steps<Q> query, Arguments arguments) {
        arguments.value("comment", any -> query.step(q -> q.comment(any)));
        arguments.millis("maxTimeMS", limit -> query.step(q -> q.maxTime(limit)));
        arguments.millis("timeoutMS", limit -> query.step(q -> q.timeout(limit)));
        arguments.flag("rawData", yes -> query.step(q -> q.rawData(yes)));
    }

    static Result aggregate(AggregateQuery<?> of, Arguments arguments) {
        var query = new Steps<>(of.as(BsonDocument.class));
        arguments.number("batchSize", n -> query.step(q -> q.batchSize(n.intValue())));
        arguments.hint(name -> query.step(q -> q.hint(name)), keys -> query.step(q -> q.hint(keys)));
        arguments.document("let", variables -> query.step(q -> q.let(variables)));
        arguments.flag("allowDiskUse", yes -> query.step(q -> q.allowDiskUse(yes)));
        arguments.flag("bypassDocumentValidation", yes -> query.step(q -> q.bypassDocumentValidation(yes)));
        arguments.millis("maxAwaitTimeMS", limit -> query.step(q -> q.maxAwait(limit)));
        arguments.timeoutMode(mode -> query.step(q -> q.timeoutMode(mode)));
        arguments.collation(rules -> query.step(q -> q.collation(rules)));
        common(query, arguments);
        if (writes(arguments.documents("pipeline"))) {
            query.now.run();
            return new Result.Iterated(List.of());
        }
        return new Result.Iterated(query.now.toList());
    }

    /** What such a pipeline gives is in another collection; the API has another verb for it. */
    private static boolean writes(List<BsonDocument> pipeline) {
        return !pipeline.isEmpty()
                && (pipeline.getLast().containsKey("$out") || pipeline.getLast().containsKey("$merge"));
    }

    private static Result distinct(Entity.Collection on, Arguments arguments) {
        var query = new Steps<>(on.collection().distinct(arguments.text("fieldName"), BsonValue.class));
        arguments.document("filter", which -> query.step(q -> q.filter(which)));
        arguments.hint(name -> query.step(q -> q.hint(name)), keys -> query.step(q -> q.hint(keys)));
        arguments.collation(rules -> query.step(q -> q.collation(rules)));
        common(query, arguments);
        return Result.of(new BsonArray(query.now.toList()));
    }

    private static Result count(Entity.Collection on, Arguments arguments) {
        var query = new Steps<>(on.collection().find(arguments.document("filter")));
        arguments.number("skip", n -> query.step(q -> q.skip(n)));
        arguments.number("limit", n -> query.step(q -> q.limit(n)));
        arguments.hint(name -> query.step(q -> q.hint(name)), keys -> query.step(q -> q.hint(keys)));
        arguments.collation(rules -> query.step(q -> q.collation(rules)));
        common(query, arguments);
        return Result.of(new BsonInt64(query.now.count()));
    }

    /** A query that grows step by step. */
    static final class Steps<Q> {
        Q now;

        Steps(Q first) {
            now = first;
        }

        void step(UnaryOperator<Q> next) {
            now = next.apply(now);
        }
    }
}
