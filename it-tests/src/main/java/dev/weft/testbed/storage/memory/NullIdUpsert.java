package dev.weft.testbed.storage.memory;

import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonNull;

/** Upserts of a document whose id is null: the backend makes an id of its own there, a server keeps the null. */
final class NullIdUpsert {
    private final Backend backend;

    NullIdUpsert(Backend backend) {
        this.backend = backend;
    }

    /** Whether an upsert, if it inserts, inserts a document with such an id. */
    static boolean is(BsonDocument statement) {
        BsonDocument filter = statement.getDocument("q");
        return filter.containsKey("_id")
                ? filter.get("_id").isNull()
                : statement.get("u") instanceof BsonDocument update
                        && update.containsKey("_id")
                        && update.get("_id").isNull();
    }

    /** The backend makes an id of its own where the filter says that it is null. */
    BsonDocument run(String database, BsonDocument command, BsonDocument statement) {
        BsonDocument plain = statement.clone();
        plain.remove("upsert");
        BsonDocument reply = update(database, command, plain);
        if (reply.getNumber("n").intValue() > 0) {
            return reply;
        }
        var seed = new BsonDocument("_id", BsonNull.VALUE);
        boolean replacement = plain.get("u") instanceof BsonDocument update
                && (update.isEmpty() || !update.getFirstKey().startsWith("$"));
        if (replacement) {
            plain.getDocument("u").forEach(seed::putIfAbsent);
        }
        backend.run(
                database,
                new BsonDocument("insert", command.get("update")).append("documents", new BsonArray(List.of(seed))));
        reply = replacement
                ? new BsonDocument("n", new BsonInt32(1)).append("ok", new BsonDouble(1))
                : update(database, command, plain);
        var upserted = new BsonDocument("index", new BsonInt32(0)).append("_id", BsonNull.VALUE);
        reply.put("nModified", new BsonInt32(0));
        return reply.append("upserted", new BsonArray(List.of(upserted)));
    }

    private BsonDocument update(String database, BsonDocument command, BsonDocument statement) {
        return backend.run(
                database,
                new BsonDocument("update", command.get("update")).append("updates", new BsonArray(List.of(statement))));
    }
}
