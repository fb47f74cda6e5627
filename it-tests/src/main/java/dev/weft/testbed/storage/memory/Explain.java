package dev.weft.testbed.storage.memory;

import dev.weft.testbed.wire.CommandFailure;
import java.util.List;
import java.util.Optional;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * The command explain (server manual, "Explain Results", 8.0): the plan that a server would choose, by the indexes that there are, and what it
 * would look at, counted on the documents that there are.
 */
final class Explain {
    private static final List<String> VERBOSITIES = List.of("queryPlanner", "executionStats", "allPlansExecution");
    private static final BsonDocument NOTHING = new BsonDocument();

    private final Backend backend;
    private final Scratch scratch;
    private final Catalog catalog;
    private final Reads reads;

    Explain(Backend backend, Scratch scratch, Catalog catalog, Reads reads) {
        this.backend = backend;
        this.scratch = scratch;
        this.catalog = catalog;
        this.reads = reads;
    }

    BsonDocument run(String database, BsonDocument command) {
        BsonDocument explained = command.getDocument("explain");
        String verbosity = command.getString("verbosity", new BsonString("allPlansExecution"))
                .getValue();
        if (!VERBOSITIES.contains(verbosity)) {
            throw CommandFailure.badValue(
                    "Enumeration value '" + verbosity + "' for field 'explain.verbosity' is not a valid value.");
        }
        reads.checkHint(database, explained);
        BsonDocument reply = new BsonDocument("explainVersion", new BsonString("1"));
        reply.putAll(
                catalog.view(Reads.namespace(database, explained)).isPresent()
                        ? ofView(database, explained, verbosity)
                        : of(database, explained, verbosity));
        BsonDocument told = explained.clone();
        told.put("$db", new BsonString(database));
        return reply.append("command", told).append("ok", new BsonDouble(1));
    }

    /** Server manual, "aggregate", {@code explain}: the plan alone. */
    BsonDocument ofPipeline(String database, BsonDocument command) {
        BsonDocument explained = command.clone();
        explained.remove("explain");
        return run(
                database,
                new BsonDocument("explain", explained).append("verbosity", new BsonString(VERBOSITIES.getFirst())));
    }

    private BsonDocument of(String database, BsonDocument command, String verbosity) {
        var answer = new PlanAnswer(Reads.namespace(database, command), verbosity);
        return switch (command.getFirstKey()) {
            case "find" -> {
                var query = QueryPlan.Query.of(command, "filter");
                yield answer.of(
                        query.filter(),
                        exists(database, command)
                                ? plan(database, command, query).plan()
                                : nowhere());
            }
            case "count" ->
                answer.of(
                        Filter.of(command.getDocument("query", NOTHING)), new CountPlan(this).plan(database, command));
            case "distinct" ->
                answer.of(
                        Filter.of(command.getDocument("query", NOTHING)),
                        new DistinctPlan(this).plan(database, command));
            case "update", "delete", "findAndModify" -> new WritePlan(this).of(database, command, answer);
            case "aggregate" -> new PipelinePlan(this, reads).of(database, command, answer);
            default -> throw new CommandFailure(20, "IllegalOperation", "Cannot explain cmd: " + command.getFirstKey());
        };
    }

    /** A view is a pipeline, and so is what is asked of it. */
    private BsonDocument ofView(String database, BsonDocument command, String verbosity) {
        BsonDocument aggregation = reads.ofView(database, reads.asPipeline(command));
        return new PipelinePlan(this, reads)
                .of(database, aggregation, new PlanAnswer(Reads.namespace(database, aggregation), verbosity));
    }

    QueryPlan plan(String database, BsonDocument command, QueryPlan.Query query) {
        BsonValue collection = Required.collection(command);
        return new QueryPlan(
                scratch,
                query,
                Scratch.all(backend, database, new BsonDocument("find", collection)),
                catalog.indexes(Reads.namespace(database, command)));
    }

    boolean exists(String database, BsonDocument command) {
        return Scratch.all(backend, database, new BsonDocument("listCollections", new BsonInt32(1))).stream()
                .anyMatch(found -> IndexSpecs.equal(found.get("name"), command.get(command.getFirstKey())));
    }

    /** The plan of what has no collection. */
    static PlanStage nowhere() {
        return PlanStage.source("EOF", new BsonDocument("type", new BsonString("nonExistentNamespace")), 0, NOTHING);
    }

    static boolean isFalse(@Nullable BsonValue value) {
        return BsonBoolean.FALSE.equals(value) || (value instanceof BsonNumber number && number.doubleValue() == 0);
    }

    /** How often an option of a command asks to skip or to stop. */
    static int number(BsonDocument command, String field) {
        return Optional.ofNullable(command.get(field)).filter(BsonValue::isNumber).stream()
                .mapToInt(value -> Math.abs(value.asNumber().intValue()))
                .findFirst()
                .orElse(0);
    }
}
