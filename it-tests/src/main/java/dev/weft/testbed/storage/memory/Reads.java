package dev.weft.testbed.storage.memory;

import dev.weft.testbed.wire.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Queries and pipelines: views, variables, hints and the stages that the backend does not know. */
final class Reads {
    private static final int MOST_VIEWS = 20;
    private static final List<BsonString> VERBOSITIES = List.of(
            new BsonString("queryPlanner"), new BsonString("executionStats"), new BsonString("allPlansExecution"));

    private final Backend backend;
    private final Scratch scratch;
    private final Catalog catalog;

    Reads(Backend backend, Scratch scratch, Catalog catalog) {
        this.backend = backend;
        this.scratch = scratch;
        this.catalog = catalog;
    }

    void register(Map<String, MemoryStorage.Special> specials) {
        specials.put("find", this::find);
        specials.put("aggregate", this::aggregate);
        specials.put("count", (database, command) -> {
            checkHint(database, command);
            return catalog.view(namespace(database, command)).isPresent()
                    ? countOfView(database, command)
                    : backend.run(database, command);
        });
        specials.put("distinct", this::distinct);
        specials.put("explain", this::explain);
    }

    private BsonDocument find(String database, BsonDocument command) {
        checkHint(database, command);
        BsonDocument bound = bound(command);
        if (catalog.view(namespace(database, command)).isEmpty()) {
            return backend.run(database, bound);
        }
        var pipeline = new BsonArray();
        pipeline.add(Pipelines.match(bound.get("filter", new BsonDocument())));
        for (String field : List.of("sort", "skip", "limit", "projection")) {
            BsonValue value = bound.get(field);
            if (value != null && !(value instanceof BsonNumber number && number.intValue() == 0)) {
                pipeline.add(new BsonDocument("$" + field.replace("projection", "project"), value));
            }
        }
        return aggregate(database, aggregation(bound.get("find"), pipeline));
    }

    private BsonDocument aggregate(String database, BsonDocument command) {
        checkHint(database, command);
        BsonDocument bound = bound(command);
        BsonArray pipeline = Pipelines.known(bound.getArray("pipeline"));
        BsonValue source = bound.get("aggregate");
        for (int depth = 0; depth < MOST_VIEWS && source instanceof BsonString name; depth++) {
            Optional<BsonDocument> view = catalog.view(database + "." + name.getValue());
            if (view.isEmpty()) {
                break;
            }
            BsonArray prefixed = Pipelines.known(view.get().getArray("pipeline", new BsonArray()));
            prefixed.addAll(pipeline);
            pipeline = prefixed;
            source = view.get().get("viewOn");
        }
        if (!pipeline.isEmpty() && pipeline.getFirst() instanceof BsonDocument first) {
            Optional<List<BsonDocument>> own = ownStage(database, source, first);
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

    /** Server manual, "$unionWith": what comes before it and what it names, one after the other, for the stages behind it. */
    private BsonDocument union(String database, BsonDocument command, int place) {
        BsonArray pipeline = command.getArray("pipeline");
        BsonValue with = pipeline.get(place).asDocument().get("$unionWith");
        BsonDocument other = with instanceof BsonDocument document ? document : new BsonDocument("coll", with);
        BsonArray before = new BsonArray(pipeline.subList(0, place));
        List<BsonDocument> all = documents(database, aggregation(command.get("aggregate"), before));
        all.addAll(documents(database, aggregation(other.get("coll"), other.getArray("pipeline", new BsonArray()))));
        BsonArray after = Pipelines.known(new BsonArray(pipeline.subList(place + 1, pipeline.size())));
        return reply(namespace(database, command), scratch.pipe(all, after));
    }

    private List<BsonDocument> documents(String database, BsonDocument aggregation) {
        BsonArray batch = aggregate(database, aggregation).getDocument("cursor").getArray("firstBatch");
        return new ArrayList<>(batch.stream().map(BsonValue::asDocument).toList());
    }

    /** Stages that make documents of nothing or of a collection as a whole. */
    private Optional<List<BsonDocument>> ownStage(String database, BsonValue source, BsonDocument stage) {
        BsonValue value = stage.get(stage.getFirstKey());
        return switch (stage.getFirstKey()) {
            case "$documents" ->
                Optional.of(value.asArray().stream().map(BsonValue::asDocument).toList());
            case "$collStats" -> {
                BsonNumber count =
                        backend.run(database, new BsonDocument("count", source)).getNumber("n");
                yield Optional.of(List.of(new BsonDocument(
                                "ns",
                                new BsonString(
                                        database + "." + source.asString().getValue()))
                        .append("count", new BsonInt64(count.longValue()))));
            }
            default -> Optional.empty();
        };
    }

    private BsonDocument countOfView(String database, BsonDocument command) {
        var pipeline = new BsonArray();
        pipeline.add(Pipelines.match(command.get("query", new BsonDocument())));
        BsonDocument found = aggregate(database, aggregation(command.get("count"), pipeline));
        int documents = found.getDocument("cursor").getArray("firstBatch").size();
        return new BsonDocument("n", new BsonInt32(documents)).append("ok", new BsonDouble(1));
    }

    private BsonDocument distinct(String database, BsonDocument command) {
        checkHint(database, command);
        if (!command.isString("key")) {
            throw CommandFailure.typeMismatch("distinct.key", "string");
        }
        return backend.run(database, command);
    }

    /** Shaped like a server's, with the plan of one that has no index to use. */
    private BsonDocument explain(String database, BsonDocument command) {
        BsonDocument explained = command.getDocument("explain");
        if (command.containsKey("verbosity") && !VERBOSITIES.contains(command.getString("verbosity"))) {
            throw CommandFailure.badValue("Enumeration value '" + command.get("verbosity")
                    + "' for field 'explain.verbosity' is not a valid value.");
        }
        var plan = new BsonDocument("stage", new BsonString("COLLSCAN")).append("direction", new BsonString("forward"));
        var reply = new BsonDocument("explainVersion", new BsonString("1"))
                .append(
                        "queryPlanner",
                        new BsonDocument("namespace", new BsonString(namespace(database, explained)))
                                .append("parsedQuery", explained.get("filter", new BsonDocument()))
                                .append("winningPlan", plan)
                                .append("rejectedPlans", new BsonArray()));
        if (!new BsonString("queryPlanner").equals(command.get("verbosity"))) {
            reply.append(
                    "executionStats",
                    new BsonDocument("executionSuccess", org.bson.BsonBoolean.TRUE)
                            .append("nReturned", new BsonInt32(0))
                            .append("executionStages", plan.clone()));
        }
        return reply.append("command", explained.clone()).append("ok", new BsonDouble(1));
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
            if (hint.equals(index.get("name")) || hint.equals(index.get("key"))) {
                return;
            }
        }
        throw CommandFailure.badValue(
                "error processing query: planner returned error :: caused by :: hint provided does not correspond to an"
                        + " existing index");
    }

    List<BsonDocument> indexes(String database, String collection) {
        var list = new BsonDocument("listIndexes", new BsonString(collection));
        return IndexNames.outer(Scratch.all(backend, database, list), collection);
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
