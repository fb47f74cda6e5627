package dev.weft.testbed.storage.memory;

import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/** The plan of a distinct: from key to next key of an index, or by all documents. */
record DistinctPlan(Explain explain) {
    PlanStage plan(String database, BsonDocument command) {
        if (!explain.exists(database, command)) {
            return Explain.nowhere();
        }
        String path = command.getString("key").getValue();
        var asked = QueryPlan.Query.of(command, "query");
        // The order of the index is what makes equal keys neighbours.
        BsonDocument order = new BsonDocument(path, new BsonInt32(1));
        var ordered =
                new QueryPlan.Query(asked.filter(), order, 0, 0, new BsonDocument(), asked.hint(), asked.collates());
        QueryPlan plan = explain.plan(database, command, ordered);
        Optional<IndexAccess> access = plan.index()
                .filter(by -> by.sorts() && by.rest().isEmpty())
                .filter(by -> by.multikey().isEmpty() || asked.filter().parts().isEmpty());
        return access.map(by -> byKeys(by, path, plan.matching()))
                .orElseGet(() -> explain.plan(database, command, asked).target());
    }

    private static PlanStage byKeys(IndexAccess access, String path, List<BsonDocument> found) {
        int values = (int) found.stream()
                .flatMap(document -> Paths.keys(document, path).stream())
                .distinct()
                .count();
        boolean first = access.index().getDocument("key").getFirstKey().equals(path);
        BsonDocument details = access.details()
                .append("direction", new BsonString("forward"))
                .append("indexBounds", access.boundsText());
        BsonDocument counts =
                PlanStage.count("keysExamined", first ? values : values + 1).append("docsExamined", new BsonInt32(0));
        var transform = new BsonDocument();
        if (!path.equals("_id")) {
            transform.append("_id", new BsonInt32(0));
        }
        transform.append(path, new BsonInt32(1));
        return PlanStage.source("DISTINCT_SCAN", details, values, counts)
                .under("PROJECTION_COVERED", new BsonDocument("transformBy", transform), values, new BsonDocument());
    }
}
