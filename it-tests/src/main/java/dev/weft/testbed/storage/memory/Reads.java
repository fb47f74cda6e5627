package dev.weft.testbed.storage.memory;

import dev.weft.testbed.wire.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Queries and pipelines: views, variables, hints and the stages that the backend does not know. */
final class Reads {
    private static final int MOST_VIEWS = 20;

    private final Backend backend;
    private final Scratch scratch;
    private final Catalog catalog;
    private final SourceStages sources;

    Reads(Backend backend, Scratch scratch, Catalog catalog) {
        this.backend = backend;
        this.scratch = scratch;
        this.catalog = catalog;
        this.sources = new SourceStages(backend, catalog);
    }

    void register(Map<String, MemoryStorage.Special> specials) {
        specials.put("find", this::find);
        var explain = new Explain(backend, scratch, catalog, this);
        specials.put(
                "aggregate",
                (database, command) -> BsonBoolean.TRUE.equals(command.get("explain"))
                        ? explain.ofPipeline(database, command)
                        : aggregate(database, command));
        specials.put("count", (database, command) -> {
            checkHint(database, command);
            return catalog.view(namespace(database, command)).isPresent()
                    ? countOfView(database, command)
                    : backend.run(database, Collations.applied(command, "query"));
        });
        specials.put("distinct", this::distinct);
        specials.put("explain", explain::run);
    }

    private BsonDocument find(String database, BsonDocument command) {
        checkHint(database, command);
        BsonDocument bound = Collations.applied(bound(command), "filter");
        if (catalog.view(namespace(database, command)).isEmpty()) {
            BsonDocument reply = backend.run(database, bound);
            if (reply.getDocument("cursor").getArray("firstBatch").isEmpty()
                    && bound.get("filter") instanceof BsonDocument filter) {
                // The backend looks at a filter only when there are documents; a server always does.
                scratch.select(List.of(new BsonDocument("_id", new BsonInt32(0))), filter);
            }
            return BsonBoolean.TRUE.equals(command.get("returnKey")) ? keysOnly(reply, command) : reply;
        }
        return aggregate(database, asPipeline(bound));
    }

    /** What a find, count or distinct asks, as a pipeline. */
    BsonDocument asPipeline(BsonDocument command) {
        var pipeline = new BsonArray();
        switch (command.getFirstKey()) {
            case "aggregate" -> {
                return command;
            }
            case "find" -> {
                pipeline.add(Pipelines.match(command.get("filter", new BsonDocument())));
                for (String field : List.of("sort", "skip", "limit", "projection")) {
                    BsonValue value = command.get(field);
                    if (value != null && !(value instanceof BsonNumber number && number.intValue() == 0)) {
                        pipeline.add(new BsonDocument("$" + field.replace("projection", "project"), value));
                    }
                }
            }
            default -> {
                pipeline.add(Pipelines.match(command.get("query", new BsonDocument())));
                String key = command.getString("key", new BsonString("")).getValue();
                BsonValue id = key.isEmpty() ? BsonNull.VALUE : new BsonString("$" + key);
                var group = new BsonDocument("_id", id).append("count", new BsonDocument("$sum", new BsonInt32(1)));
                pipeline.add(new BsonDocument("$group", group));
            }
        }
        return aggregation(Required.collection(command), pipeline);
    }

    /** Server manual, "returnKey": only what the index holds that the query used, here the one that the sort names. */
    private static BsonDocument keysOnly(BsonDocument reply, BsonDocument command) {
        BsonDocument sort = command.getDocument("sort", new BsonDocument());
        for (BsonValue document : reply.getDocument("cursor").getArray("firstBatch")) {
            document.asDocument().keySet().retainAll(sort.keySet());
        }
        return reply;
    }

    private BsonDocument aggregate(String database, BsonDocument command) {
        checkHint(database, command);
        BsonDocument bound = bound(command);
        BsonArray pipeline = Collations.applied(command, Pipelines.known(bound.getArray("pipeline")));
        if (!pipeline.isEmpty()) {
            checkMerge(database, bound, pipeline);
        }
        BsonDocument onCollection = ofView(database, aggregation(Required.collection(bound), pipeline));
        BsonValue source = Required.collection(onCollection);
        pipeline = onCollection.getArray("pipeline");
        if (!pipeline.isEmpty() && pipeline.getFirst() instanceof BsonDocument first) {
            Optional<List<BsonDocument>> own = sources.documents(database, source, first);
            if (own.isPresent()) {
                BsonArray rest = new BsonArray(pipeline.subList(1, pipeline.size()));
                List<BsonDocument> found = rest.isEmpty() ? own.get() : scratch.pipe(own.get(), rest);
                return reply(database + ".$cmd.aggregate", found);
            }
        }
        bound.put("aggregate", source);
        bound.put("pipeline", pipeline);
        for (int i = 0; i < pipeline.size(); i++) {
            if (pipeline.get(i).asDocument().containsKey("$unionWith")) {
                return union(database, bound, i);
            }
        }
        return backend.run(database, bound);
    }

    /** The aggregation on the collection that a view, or a view of a view, is made of. */
    BsonDocument ofView(String database, BsonDocument command) {
        BsonArray pipeline = command.getArray("pipeline");
        BsonValue source = Required.collection(command);
        for (int depth = 0; depth < MOST_VIEWS && source instanceof BsonString name; depth++) {
            Optional<BsonDocument> view = catalog.view(database + "." + name.getValue());
            if (view.isEmpty()) {
                break;
            }
            BsonArray prefixed = Pipelines.known(view.get().getArray("pipeline", new BsonArray()));
            prefixed.addAll(pipeline);
            pipeline = prefixed;
            source = Required.field(view.get(), "viewOn");
        }
        return aggregation(source, pipeline);
    }

    /** Server manual, "$unionWith": what comes before it and what it names, one after the other, for the stages behind it. */
    private BsonDocument union(String database, BsonDocument command, int place) {
        BsonArray pipeline = command.getArray("pipeline");
        BsonValue with = pipeline.get(place).asDocument().get("$unionWith");
        BsonDocument other = with instanceof BsonDocument document ? document : new BsonDocument("coll", with);
        BsonArray before = new BsonArray(pipeline.subList(0, place));
        List<BsonDocument> all = documents(database, aggregation(Required.collection(command), before));
        all.addAll(documents(
                database, aggregation(Required.field(other, "coll"), other.getArray("pipeline", new BsonArray()))));
        BsonArray after = Pipelines.known(new BsonArray(pipeline.subList(place + 1, pipeline.size())));
        return reply(namespace(database, command), scratch.pipe(all, after));
    }

    List<BsonDocument> documents(String database, BsonDocument aggregation) {
        BsonArray batch = aggregate(database, aggregation).getDocument("cursor").getArray("firstBatch");
        return new ArrayList<>(batch.stream().map(BsonValue::asDocument).toList());
    }

    /** Server manual, "$merge": {@code whenMatched: "fail"} fails on a document that is there already, which the backend ignores. */
    private void checkMerge(String database, BsonDocument command, BsonArray pipeline) {
        if (!(pipeline.getLast().asDocument().get("$merge") instanceof BsonDocument merge)
                || !new BsonString("fail").equals(merge.get("whenMatched"))
                || !merge.isString("into")) {
            return;
        }
        BsonArray before = new BsonArray(pipeline.subList(0, pipeline.size() - 1));
        for (BsonDocument document : documents(database, aggregation(Required.collection(command), before))) {
            var key = new BsonDocument("_id", Required.field(document, "_id"));
            var find = new BsonDocument("find", merge.get("into")).append("filter", key);
            if (!Scratch.all(backend, database, find).isEmpty()) {
                throw new CommandFailure(
                                11000,
                                "E11000 duplicate key error collection: " + database + " dup key: " + key.toJson())
                        .with("keyPattern", new BsonDocument("_id", new BsonInt32(1)))
                        .with("keyValue", key);
            }
        }
    }

    private BsonDocument countOfView(String database, BsonDocument command) {
        var pipeline = new BsonArray();
        pipeline.add(Pipelines.match(command.get("query", new BsonDocument())));
        BsonDocument found = aggregate(database, aggregation(Required.collection(command), pipeline));
        int documents = found.getDocument("cursor").getArray("firstBatch").size();
        return new BsonDocument("n", new BsonInt32(documents)).append("ok", new BsonDouble(1));
    }

    private BsonDocument distinct(String database, BsonDocument command) {
        checkHint(database, command);
        if (!command.isString("key")) {
            throw CommandFailure.typeMismatch("distinct.key", "string");
        }
        BsonDocument reply = backend.run(database, Collations.applied(command, "query"));
        reply.put("values", Collations.distinct(command, reply.getArray("values")));
        return reply;
    }

    /** The command with the values of its {@code let} in place of the variables, and without options that change no result. */
    private static BsonDocument bound(BsonDocument command) {
        BsonDocument bound = command.clone();
        BsonValue let = bound.remove("let");
        for (String option : List.of(
                "hint",
                "allowDiskUse",
                "allowPartialResults",
                "rawData",
                "max",
                "min",
                "returnKey",
                "showRecordId",
                "bypassDocumentValidation")) {
            bound.remove(option);
        }
        if (let instanceof BsonDocument variables) {
            bound.replaceAll((name, value) -> Pipelines.bound(value, variables));
        }
        return bound;
    }

    /** Server manual, "hint": an index that does not exist is an error. */
    void checkHint(String database, BsonDocument command) {
        BsonValue hint = command.get("hint");
        if (hint == null || (hint instanceof BsonDocument keys && (keys.isEmpty() || keys.containsKey("$natural")))) {
            return;
        }
        String collection = command.getString(command.getFirstKey()).getValue();
        for (BsonDocument index : indexes(database, collection)) {
            boolean hidden = BsonBoolean.TRUE.equals(index.get("hidden"));
            if (!hidden && (hint.equals(index.get("name")) || IndexSpecs.equal(hint, index.get("key")))) {
                return;
            }
        }
        throw CommandFailure.badValue(
                "error processing query: planner returned error :: caused by :: hint provided does not correspond to an"
                        + " existing index");
    }

    List<BsonDocument> indexes(String database, String collection) {
        return catalog.indexes(database + "." + collection);
    }

    static String namespace(String database, BsonDocument command) {
        BsonValue collection = command.get(command.getFirstKey());
        return database + "." + (collection instanceof BsonString name ? name.getValue() : "$cmd");
    }

    private static BsonDocument aggregation(BsonValue source, BsonArray pipeline) {
        return new BsonDocument("aggregate", source)
                .append("pipeline", pipeline)
                .append("cursor", new BsonDocument());
    }

    static BsonDocument reply(String namespace, List<BsonDocument> documents) {
        return new BsonDocument(
                        "cursor",
                        new BsonDocument("firstBatch", new BsonArray(documents))
                                .append("id", new BsonInt64(0))
                                .append("ns", new BsonString(namespace)))
                .append("ok", new BsonDouble(1));
    }
}
