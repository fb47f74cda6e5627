package dev.weft.testbed.storage.memory;

import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

/** The plan of a count: by the number that a collection knows, by keys alone, or by documents. */
record CountPlan(Explain explain) {
    PlanStage plan(String database, BsonDocument command) {
        int skip = Explain.number(command, "skip");
        int limit = Explain.number(command, "limit");
        if (!explain.exists(database, command)) {
            return counted(Explain.nowhere(), 0, 0);
        }
        var query = QueryPlan.Query.of(command, "query");
        QueryPlan plan = explain.plan(database, command, query);
        int found = plan.matching().size();
        int skipped = Math.min(skip, found);
        int counted = limit == 0 ? found - skipped : Math.min(limit, found - skipped);
        if (query.filter().parts().isEmpty() && query.hint().isEmpty()) {
            return PlanStage.source("RECORD_STORE_FAST_COUNT", new BsonDocument(), 0, counts(counted, skipped));
        }
        Optional<IndexAccess> access = query.isById() ? Optional.empty() : plan.index();
        if (access.filter(IndexAccess::isOneRange).isPresent()) {
            return counted(byKeys(access.get(), limit == 0 ? found : skipped + counted, found), counted, skipped);
        }
        return counted(plan.target(), counted, skipped);
    }

    /** Server manual, "Explain Results", "COUNT_SCAN": the key behind the last tells that it was the last. */
    private static PlanStage byKeys(IndexAccess access, int read, int found) {
        BsonDocument details = access.details().append("indexBounds", access.range());
        return PlanStage.source(
                "COUNT_SCAN", details, read, PlanStage.count("keysExamined", read < found ? read : read + 1));
    }

    private static PlanStage counted(PlanStage input, int counted, int skipped) {
        return input.under("COUNT", new BsonDocument(), 0, counts(counted, skipped));
    }

    private static BsonDocument counts(int counted, int skipped) {
        return PlanStage.count("nCounted", counted).append("nSkipped", new BsonInt32(skipped));
    }
}
