package dev.weft.testbed.storage.memory;

import java.util.Optional;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/**
 * One stage of a plan, with what it did (server manual, "Explain Results").
 *
 * @param name its kind
 * @param details what is said of it in the plan
 * @param returned how many documents it handed on
 * @param counts what it counted beside that
 * @param input where its documents come from
 */
record PlanStage(String name, BsonDocument details, int returned, BsonDocument counts, Optional<PlanStage> input) {
    static PlanStage source(String name, BsonDocument details, int returned, BsonDocument counts) {
        return new PlanStage(name, details, returned, counts, Optional.empty());
    }

    /** A stage on top of this one. */
    PlanStage under(String above, BsonDocument itsDetails, int itReturned, BsonDocument itsCounts) {
        return new PlanStage(above, itsDetails, itReturned, itsCounts, Optional.of(this));
    }

    static BsonDocument count(String name, int value) {
        return new BsonDocument(name, new BsonInt32(value));
    }

    BsonDocument planned() {
        return notCached(plan());
    }

    BsonDocument executed() {
        return notCached(execution());
    }

    private static BsonDocument notCached(BsonDocument stage) {
        var root = new BsonDocument("isCached", BsonBoolean.FALSE);
        root.putAll(stage);
        return root;
    }

    private BsonDocument plan() {
        BsonDocument plan = new BsonDocument("stage", new BsonString(name));
        plan.putAll(details);
        input.ifPresent(from -> plan.append("inputStage", from.plan()));
        return plan;
    }

    private BsonDocument execution() {
        int seen = input.map(PlanStage::returned).orElseGet(() -> looked("docsExamined"));
        BsonDocument execution = new BsonDocument("stage", new BsonString(name))
                .append("nReturned", new BsonInt32(returned))
                .append("executionTimeMillisEstimate", new BsonInt32(0));
        if (!isExpress()) {
            execution
                    .append("works", new BsonInt32(Math.max(seen, returned) + 1))
                    .append("advanced", new BsonInt32(returned))
                    .append("needTime", new BsonInt32(Math.max(seen - returned, 0)))
                    .append("needYield", new BsonInt32(0))
                    .append("saveState", new BsonInt32(0))
                    .append("restoreState", new BsonInt32(0))
                    .append("isEOF", new BsonInt32(1));
        }
        execution.putAll(details);
        execution.putAll(counts);
        input.ifPresent(from -> execution.append("inputStage", from.execution()));
        return execution;
    }

    /** The shortest way there is, for one document by its id, has no stages below it and says little. */
    boolean isExpress() {
        return name.startsWith("EXPRESS");
    }

    private int looked(String count) {
        return counts.getNumber(count, new BsonInt32(0)).intValue();
    }

    /** A count of this stage and all below it. */
    int total(String count) {
        return looked(count) + input.map(from -> from.total(count)).orElse(0);
    }
}
