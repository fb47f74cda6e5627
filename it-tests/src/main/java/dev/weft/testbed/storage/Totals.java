package dev.weft.testbed.storage;

import dev.weft.testbed.wire.CommandFailure;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonValue;

/** What the statements of a batch have done. */
public final class Totals {
    private int n;
    private int modified;
    private final BsonArray upserted = new BsonArray();
    private final BsonArray errors = new BsonArray();

    public void add(int index, BsonDocument reply) {
        n += reply.getNumber("n", new BsonInt32(0)).intValue();
        modified += reply.getNumber("nModified", new BsonInt32(0)).intValue();
        for (BsonValue one : reply.getArray("upserted", new BsonArray())) {
            upserted.add(new BsonDocument("index", new BsonInt32(index))
                    .append("_id", one.asDocument().get("_id")));
        }
        for (BsonValue one : reply.getArray("writeErrors", new BsonArray())) {
            errors.add(one.asDocument().clone().append("index", new BsonInt32(index)));
        }
    }

    public void fail(int index, CommandFailure failure) {
        BsonDocument reply = failure.reply();
        var error = new BsonDocument("index", new BsonInt32(index))
                .append("code", reply.get("code"))
                .append("errmsg", reply.get("errmsg"));
        for (String detail : List.of("errInfo", "keyPattern", "keyValue")) {
            if (reply.containsKey(detail)) {
                error.append(detail, reply.get(detail));
            }
        }
        errors.add(error);
    }

    public boolean failed() {
        return !errors.isEmpty();
    }

    public BsonDocument reply(boolean updates) {
        var reply = new BsonDocument("n", new BsonInt32(n));
        if (updates) {
            reply.append("nModified", new BsonInt32(modified));
        }
        if (!upserted.isEmpty()) {
            reply.append("upserted", upserted);
        }
        if (!errors.isEmpty()) {
            reply.append("writeErrors", errors);
        }
        return reply.append("ok", new BsonDouble(1));
    }
}
