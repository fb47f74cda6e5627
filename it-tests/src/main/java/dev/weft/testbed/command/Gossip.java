package dev.weft.testbed.command;

import dev.weft.testbed.replica.OpTime;
import dev.weft.testbed.replica.ReplicaSet;
import dev.weft.testbed.wire.CommandFailure;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;

/** Tells clients the cluster's time and hears it from them (sessions specification, "Gossipping the cluster time"). */
public final class Gossip {
    private Gossip() {}

    public static void hear(Exchange x) {
        BsonValue told = x.request().command().get("$clusterTime");
        if (told == null) {
            return;
        }
        if (!(told instanceof BsonDocument document) || !(document.get("clusterTime") instanceof BsonTimestamp time)) {
            throw CommandFailure.typeMismatch("$clusterTime.clusterTime", "timestamp");
        }
        x.node().standing().set().ifPresent(set -> set.advance(time));
    }

    /** Every reply of a member tells, errors too. The signature is that of a deployment without authentication. */
    public static void tell(Exchange x, BsonDocument reply) {
        if (x.node().standing().set().isEmpty()) {
            return;
        }
        ReplicaSet set = x.node().standing().set().get();
        int id = x.node().standing().id();
        BsonTimestamp operation =
                x.wrote().map(OpTime::time).orElseGet(() -> set.applied(id).time());
        reply.append(
                        "$clusterTime",
                        new BsonDocument("clusterTime", set.clusterTime())
                                .append(
                                        "signature",
                                        new BsonDocument("hash", new BsonBinary(new byte[20]))
                                                .append("keyId", new BsonInt64(0))))
                .append("operationTime", operation);
    }
}
