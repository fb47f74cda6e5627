package dev.weft.testbed.storage.memory;

import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonValue;

/** The plan of a pipeline: its first stages are a query as far as one can say them, the others follow one by one. */
record PipelinePlan(Explain explain, Reads reads) {
    private static final List<String> WRITING = List.of("$out", "$merge");

    BsonDocument of(String database, BsonDocument command, PlanAnswer answer) {
        BsonArray pipeline = Pipelines.known(command.getArray("pipeline"));
        BsonDocument find = command.clone();
        int taken = taken(pipeline, find);
        var query = QueryPlan.Query.of(find, "filter");
        PlanStage plan = explain.exists(database, command)
                ? explain.plan(database, command, query).plan()
                : Explain.nowhere();
        BsonDocument known = new BsonDocument("parsedQuery", query.filter().document());
        if (taken == pipeline.size()) {
            return answer.of(known.append("optimizedPipeline", BsonBoolean.TRUE), plan);
        }
        boolean executed = !answer.verbosity().equals("queryPlanner");
        var stages = new BsonArray();
        stages.add(stage("$cursor", answer.of(known, plan), executed, plan.returned()));
        for (int i = taken; i < pipeline.size(); i++) {
            BsonDocument each = pipeline.get(i).asDocument();
            String name = each.getFirstKey();
            int returned = !executed || WRITING.contains(name)
                    ? 0
                    : reads.documents(database, prefix(command, pipeline, i + 1))
                            .size();
            stages.add(stage(name, Required.collection(each), executed, returned));
        }
        return new BsonDocument("stages", stages);
    }

    private static BsonDocument stage(String name, BsonValue stage, boolean executed, int returned) {
        var told = new BsonDocument(name, stage);
        if (executed) {
            told.append("nReturned", new BsonInt64(returned)).append("executionTimeMillisEstimate", new BsonInt64(0));
        }
        return told;
    }

    private static BsonDocument prefix(BsonDocument command, BsonArray pipeline, int stages) {
        return new BsonDocument("aggregate", Required.collection(command))
                .append("pipeline", new BsonArray(pipeline.subList(0, stages)))
                .append("cursor", new BsonDocument());
    }

    /** Puts what a query can say into it: filters, then one order, one skip, one limit, one simple projection. */
    private static int taken(BsonArray pipeline, BsonDocument find) {
        List<String> order = List.of("$match", "$sort", "$skip", "$limit", "$project");
        var filters = new BsonArray();
        int reached = 0;
        int taken = 0;
        for (BsonValue each : pipeline) {
            String name = each.asDocument().getFirstKey();
            int place = order.indexOf(name);
            boolean repeated = place == reached && taken > 0 && place > 0;
            if (place < reached || repeated || (name.equals("$project") && !isSimple(each.asDocument()))) {
                break;
            }
            BsonValue value = Required.collection(each.asDocument());
            if (name.equals("$match")) {
                filters.add(value);
            } else {
                find.put(name.equals("$project") ? "projection" : name.substring(1), projected(name, value));
            }
            reached = place;
            taken++;
        }
        if (!filters.isEmpty()) {
            find.put("filter", new BsonDocument("$and", filters));
        }
        return taken;
    }

    private static boolean isSimple(BsonDocument stage) {
        return stage.getDocument("$project").values().stream().allMatch(value -> value.isNumber() || value.isBoolean())
                && stage.getDocument("$project").entrySet().stream()
                        .anyMatch(field -> !Explain.isFalse(field.getValue()));
    }

    /** A projection of a pipeline says of {@code _id} too that it stays. */
    private static BsonValue projected(String name, BsonValue value) {
        if (!name.equals("$project")) {
            return value;
        }
        var fields = new BsonDocument("_id", BsonBoolean.TRUE);
        value.asDocument().forEach((path, kept) -> fields.put(path, BsonBoolean.valueOf(!Explain.isFalse(kept))));
        return fields;
    }
}
