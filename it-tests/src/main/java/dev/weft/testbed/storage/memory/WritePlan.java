package dev.weft.testbed.storage.memory;

import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

/** The plan of a write: that of the query for its documents, and what it would do to them. */
record WritePlan(Explain explain) {
    BsonDocument of(String database, BsonDocument command, PlanAnswer answer) {
        BsonDocument known = new BsonDocument();
        if (!explain.exists(database, command)) {
            return answer.of(known, Explain.nowhere());
        }
        return command.getFirstKey().equals("findAndModify")
                ? findAndModify(database, command, answer)
                : batch(database, command, answer);
    }

    private BsonDocument batch(String database, BsonDocument command, PlanAnswer answer) {
        boolean update = command.getFirstKey().equals("update");
        BsonDocument statement =
                command.getArray(update ? "updates" : "deletes").getFirst().asDocument();
        boolean many =
                update ? BsonBoolean.TRUE.equals(statement.get("multi")) : Explain.number(statement, "limit") == 0;
        BsonDocument asked = statement.clone();
        asked.put("limit", new BsonInt32(many ? 0 : 1));
        var query = QueryPlan.Query.of(asked, "q");
        QueryPlan plan = explain.plan(database, command, query);
        boolean upsert = BsonBoolean.TRUE.equals(statement.get("upsert"));
        if (query.isById() && query.sort().isEmpty() && !upsert) {
            return answer.of(new BsonDocument(), express(plan, update, false));
        }
        PlanStage target = plan.target();
        return answer.of(
                known(query),
                update
                        ? updating(target, 0, upsert)
                        : target.under(
                                many ? "BATCHED_DELETE" : "DELETE",
                                new BsonDocument(),
                                0,
                                PlanStage.count("nWouldDelete", target.returned())));
    }

    private BsonDocument findAndModify(String database, BsonDocument command, PlanAnswer answer) {
        BsonDocument asked = command.clone();
        asked.put("limit", new BsonInt32(1));
        var query = QueryPlan.Query.of(asked, "query");
        QueryPlan plan = explain.plan(database, command, query);
        boolean remove = BsonBoolean.TRUE.equals(command.get("remove"));
        boolean upsert = BsonBoolean.TRUE.equals(command.get("upsert"));
        if (query.isById() && query.sort().isEmpty() && !upsert) {
            return answer.of(new BsonDocument(), express(plan, !remove, true));
        }
        PlanStage target = plan.target();
        return answer.of(
                known(query),
                remove
                        ? target.under(
                                "DELETE",
                                new BsonDocument(),
                                target.returned(),
                                PlanStage.count("nWouldDelete", target.returned()))
                        : updating(target, target.returned(), upsert));
    }

    /** A query for one id is not parsed at all. */
    private static BsonDocument known(QueryPlan.Query query) {
        return query.isById()
                ? new BsonDocument()
                : new BsonDocument("parsedQuery", query.filter().document());
    }

    private static PlanStage express(QueryPlan plan, boolean update, boolean returns) {
        PlanStage byId = plan.byId(update ? "EXPRESS_UPDATE" : "EXPRESS_DELETE");
        BsonDocument counts = byId.counts()
                .append("nWouldModify", new BsonInt32(update ? byId.returned() : 0))
                .append("nWouldUpsert", new BsonInt32(0))
                .append("nWouldDelete", new BsonInt32(update ? 0 : byId.returned()));
        return PlanStage.source(byId.name(), byId.details(), returns ? byId.returned() : 0, counts);
    }

    /** A server counts what it would update, changed or not. */
    private static PlanStage updating(PlanStage target, int returned, boolean upsert) {
        int matched = target.returned();
        BsonDocument counts = PlanStage.count("nMatched", matched)
                .append("nWouldModify", new BsonInt32(matched))
                .append("nWouldUpsert", new BsonInt32(upsert && matched == 0 ? 1 : 0));
        return target.under("UPDATE", new BsonDocument(), returned, counts);
    }
}
