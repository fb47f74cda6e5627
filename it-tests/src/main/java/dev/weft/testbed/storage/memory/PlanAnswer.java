package dev.weft.testbed.storage.memory;

import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/**
 * A plan in the form of an answer.
 *
 * @param namespace what it is about
 * @param verbosity how much is told
 */
record PlanAnswer(String namespace, String verbosity) {
    /** For a filter that the plan was made for. */
    BsonDocument of(Filter.All filter, PlanStage plan) {
        boolean parsed = !plan.name().equals("RECORD_STORE_FAST_COUNT")
                && !(plan.name().equals("COUNT") && filter.parts().isEmpty());
        return of(parsed ? new BsonDocument("parsedQuery", filter.document()) : new BsonDocument(), plan);
    }

    /** For what is known of the query beside the plan. */
    BsonDocument of(BsonDocument known, PlanStage plan) {
        String shape = String.format("%08X", known.hashCode());
        var planner = new BsonDocument("namespace", new BsonString(namespace));
        planner.putAll(known);
        planner.append("indexFilterSet", BsonBoolean.FALSE)
                .append("queryHash", new BsonString(shape))
                .append("planCacheShapeHash", new BsonString(shape))
                .append(
                        "planCacheKey",
                        new BsonString(String.format("%08X", plan.planned().hashCode())))
                .append("optimizationTimeMillis", new BsonInt32(0))
                .append("maxIndexedOrSolutionsReached", BsonBoolean.FALSE)
                .append("maxIndexedAndSolutionsReached", BsonBoolean.FALSE)
                .append("maxScansToExplodeReached", BsonBoolean.FALSE)
                .append("prunedSimilarIndexes", BsonBoolean.FALSE)
                .append("winningPlan", plan.planned())
                .append("rejectedPlans", new BsonArray());
        var answer = new BsonDocument("queryPlanner", planner);
        if (!verbosity.equals("queryPlanner")) {
            answer.append("executionStats", statistics(plan));
        }
        return answer;
    }

    private BsonDocument statistics(PlanStage plan) {
        var statistics = new BsonDocument("executionSuccess", BsonBoolean.TRUE)
                .append("nReturned", new BsonInt32(plan.returned()))
                .append("executionTimeMillis", new BsonInt32(0))
                .append("totalKeysExamined", new BsonInt32(plan.total("keysExamined")))
                .append("totalDocsExamined", new BsonInt32(plan.total("docsExamined")))
                .append("executionStages", plan.executed());
        if (verbosity.equals("allPlansExecution")) {
            statistics.append("allPlansExecution", new BsonArray());
        }
        return statistics;
    }
}
