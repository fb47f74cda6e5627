package dev.weft.testbed.storage.memory;

import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Updates by an aggregation pipeline (server manual, "Updates with Aggregation Pipeline"), which the backend does not know. */
final class PipelineUpdates {
    private final Backend backend;

    PipelineUpdates(Backend backend) {
        this.backend = backend;
    }

    /** Whether a replacement has names with dots, which the backend takes for paths. */
    static boolean hasOddNames(BsonValue update) {
        return update instanceof BsonDocument document
                && !document.isEmpty()
                && !document.getFirstKey().startsWith("$")
                && odd(document);
    }

    private static boolean odd(BsonDocument document) {
        return document.keySet().stream().anyMatch(name -> name.contains(".") || name.startsWith("$"));
    }

    static BsonArray replacement(BsonDocument document) {
        var stage =
                new BsonDocument("$replaceRoot", new BsonDocument("newRoot", new BsonDocument("$literal", document)));
        return new BsonArray(List.of(stage));
    }

    BsonDocument update(String database, BsonDocument command, BsonDocument statement) {
        BsonValue collection = command.get("update");
        var find = new BsonDocument("find", collection).append("filter", statement.get("q"));
        if (!BsonBoolean.TRUE.equals(statement.get("multi"))) {
            find.append("limit", new BsonInt32(1));
        }
        List<BsonDocument> found = Scratch.all(backend, database, find);
        BsonArray stages = bound(statement);
        int modified = 0;
        for (BsonDocument document : found) {
            BsonDocument changed = changed(database, collection, document, stages);
            modified += changed.equals(document) ? 0 : 1;
            replace(database, collection, changed);
        }
        var reply = new BsonDocument("n", new BsonInt32(found.size())).append("nModified", new BsonInt32(modified));
        if (found.isEmpty() && BsonBoolean.TRUE.equals(statement.get("upsert"))) {
            BsonValue id = upsert(database, collection, statement.getDocument("q"), stages);
            var upserted = new BsonDocument("index", new BsonInt32(0)).append("_id", id);
            reply.put("n", new BsonInt32(1));
            reply.append("upserted", new BsonArray(List.of(upserted)));
        }
        return reply.append("ok", new BsonDouble(1));
    }

    /** The stages with the constants {@code c} of the statement in place. */
    private static BsonArray bound(BsonDocument statement) {
        BsonArray stages = statement.getArray("u");
        return statement.get("c") instanceof BsonDocument constants
                ? Pipelines.bound(stages, constants).asArray()
                : stages;
    }

    /** What the pipeline makes of one document of the collection. */
    BsonDocument changed(String database, BsonValue collection, BsonDocument document, BsonArray stages) {
        BsonDocument current = document;
        List<BsonValue> waiting = new ArrayList<>();
        for (BsonValue stage : Pipelines.known(stages)) {
            if (Literal.is(stage)) {
                waiting.clear();
                current = Literal.of(stage);
            } else if (SetField.is(stage)) {
                current = run(database, collection, current, waiting);
                waiting.clear();
                current = SetField.apply(stage, current);
            } else {
                waiting.add(stage);
            }
        }
        BsonDocument result = run(database, collection, current, waiting);
        var withId = new BsonDocument("_id", document.get("_id"));
        result.forEach(withId::putIfAbsent);
        return withId;
    }

    private BsonDocument run(String database, BsonValue collection, BsonDocument document, List<BsonValue> stages) {
        if (stages.isEmpty()) {
            return document;
        }
        var pipeline = new BsonArray();
        pipeline.add(Pipelines.match(new BsonDocument("_id", document.get("_id"))));
        pipeline.addAll(stages);
        var aggregation = new BsonDocument("aggregate", collection)
                .append("pipeline", pipeline)
                .append("cursor", new BsonDocument());
        List<BsonDocument> found = Scratch.all(backend, database, aggregation);
        return found.isEmpty() ? document : found.getFirst();
    }

    void replace(String database, BsonValue collection, BsonDocument changed) {
        if (odd(changed)) {
            var old = new BsonDocument("q", new BsonDocument("_id", changed.get("_id")))
                    .append("limit", new BsonInt32(1));
            backend.run(
                    database, new BsonDocument("delete", collection).append("deletes", new BsonArray(List.of(old))));
            backend.run(
                    database,
                    new BsonDocument("insert", collection).append("documents", new BsonArray(List.of(changed))));
            return;
        }
        var one = new BsonDocument("q", new BsonDocument("_id", changed.get("_id"))).append("u", changed);
        backend.run(database, new BsonDocument("update", collection).append("updates", new BsonArray(List.of(one))));
    }

    private BsonValue upsert(String database, BsonValue collection, BsonDocument query, BsonArray stages) {
        var seed = new BsonDocument("_id", query.get("_id", new BsonObjectId()));
        query.forEach((name, value) -> {
            if (!name.startsWith("$") && !value.isDocument()) {
                seed.putIfAbsent(name, value);
            }
        });
        backend.run(database, new BsonDocument("insert", collection).append("documents", new BsonArray(List.of(seed))));
        replace(database, collection, changed(database, collection, seed, stages));
        return seed.get("_id");
    }

    /** {@code $replaceRoot} by a constant. */
    private static final class Literal {
        private Literal() {}

        static boolean is(BsonValue stage) {
            return stage instanceof BsonDocument document
                    && document.get("$replaceRoot") instanceof BsonDocument root
                    && root.get("newRoot") instanceof BsonDocument value
                    && value.get("$literal") instanceof BsonDocument;
        }

        static BsonDocument of(BsonValue stage) {
            return stage.asDocument()
                    .getDocument("$replaceRoot")
                    .getDocument("newRoot")
                    .getDocument("$literal");
        }
    }

    /** {@code $replaceRoot} by {@code $setField}, by which cases write field names with dots and dollars. */
    private static final class SetField {
        private SetField() {}

        static boolean is(BsonValue stage) {
            return stage instanceof BsonDocument document
                    && document.get("$replaceRoot") instanceof BsonDocument root
                    && root.get("newRoot") instanceof BsonDocument value
                    && value.containsKey("$setField");
        }

        static BsonDocument apply(BsonValue stage, BsonDocument document) {
            BsonDocument setField = stage.asDocument()
                    .getDocument("$replaceRoot")
                    .getDocument("newRoot")
                    .getDocument("$setField");
            BsonDocument changed = document.clone();
            changed.put(literal(setField.get("field")).asString().getValue(), literal(setField.get("value")));
            return changed;
        }

        private static BsonValue literal(BsonValue value) {
            if (value instanceof BsonDocument document && document.containsKey("$literal")) {
                return document.get("$literal");
            }
            return value instanceof BsonString text ? text : value;
        }
    }
}
