package dev.weft.testbed.command;

import dev.weft.testbed.replica.OpTime;
import dev.weft.testbed.replica.ReplicaSet;
import dev.weft.testbed.wire.CommandFailure;
import dev.weft.testbed.wire.ErrorName;
import java.io.IOException;
import java.util.OptionalInt;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * Waits for a write to reach as many members as its concern asks for. The write stays when that fails: the reply says so in
 * {@code writeConcernError} (server manual, "Write Concern"; read and write concern specification).
 */
public final class WriteConcernWait {
    private static final long LOOK_NANOS = 2_000_000;

    private WriteConcernWait() {}

    public static void append(Exchange x, BsonDocument reply) throws IOException {
        if (!(x.request().command().get("writeConcern") instanceof BsonDocument concern)
                || x.node().standing().set().isEmpty()
                || x.request().wantsNoReply()) {
            return;
        }
        ReplicaSet set = x.node().standing().set().get();
        BsonValue w = concern.get("w", new BsonInt32(1));
        OptionalInt needed = needed(set, w);
        if (needed.isEmpty()) {
            reply.append(
                    "writeConcernError",
                    error(
                            79,
                            "No write concern mode named '" + w.asString().getValue()
                                    + "' found in replica set configuration",
                            concern));
            return;
        }
        if (needed.getAsInt() > set.view().dataBearing().size()) {
            reply.append("writeConcernError", error(100, "Not enough data-bearing nodes", concern));
            return;
        }
        OpTime at = x.wrote().orElseGet(() -> set.applied(x.node().standing().id()));
        if (!await(x, set, at, needed.getAsInt(), concern)) {
            BsonDocument error = error(64, "waiting for replication timed out", concern);
            error.getDocument("errInfo").append("wtimeout", BsonBoolean.TRUE);
            reply.append("writeConcernError", error);
        }
    }

    private static boolean await(Exchange x, ReplicaSet set, OpTime at, int needed, BsonDocument concern)
            throws IOException {
        long end = concern.get("wtimeout") instanceof BsonNumber time && time.longValue() > 0
                ? System.nanoTime() + time.longValue() * 1_000_000
                : Long.MAX_VALUE;
        while (set.appliedBy(at.time()) < needed) {
            long rest = end - System.nanoTime();
            if (rest <= 0) {
                return false;
            }
            // A member that lags catches up with time, which rings no bell.
            x.await(
                    set.writes(),
                    set.lags() ? Math.min(rest, LOOK_NANOS) : rest,
                    () -> set.appliedBy(at.time()) >= needed);
        }
        return true;
    }

    /** How many members must have it; nothing if the mode is not known. */
    private static OptionalInt needed(ReplicaSet set, BsonValue w) {
        if (w instanceof BsonNumber number) {
            return OptionalInt.of(number.intValue());
        }
        if (w instanceof BsonString mode) {
            return mode.getValue().equals("majority") ? OptionalInt.of(set.majority()) : OptionalInt.empty();
        }
        throw new CommandFailure(9, "w has to be a number or a string");
    }

    private static BsonDocument error(int code, String message, BsonDocument concern) {
        BsonDocument full = concern.clone();
        full.putIfAbsent("w", new BsonInt32(1));
        full.putIfAbsent("wtimeout", new BsonInt32(0));
        full.append("provenance", new BsonString("clientSupplied"));
        return new BsonDocument("code", new BsonInt32(code))
                .append("codeName", new BsonString(ErrorName.of(code)))
                .append("errmsg", new BsonString(message))
                .append("errInfo", new BsonDocument("writeConcern", full));
    }
}
