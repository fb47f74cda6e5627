package dev.weft.core.execute;

import dev.weft.core.connection.Part;
import dev.weft.core.connection.Reply;
import dev.weft.core.mapping.Trees;
import dev.weft.core.session.ClusterClock;
import dev.weft.core.time.Deadline;
import dev.weft.error.CommandFailedException;
import dev.weft.error.ErrorCodes;
import dev.weft.error.InterruptedCallException;
import dev.weft.error.MongoException;
import dev.weft.error.NetworkFailedException;
import dev.weft.error.Phase;
import dev.weft.error.TimedOutException;
import dev.weft.error.WriteConcernFailedException;
import dev.weft.error.WriteFailedException;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;

/** What the driver learns from the end of an exchange, good or bad, beside the operation's own result. */
final class Aftermath {

    private Aftermath() {}

    /** Takes over the cluster's time from a reply (Driver Sessions specification, "Gossipping the cluster time"). */
    static void learn(Reply reply, ClusterClock clock) {
        if (reply.isDocument(Part.CLUSTER_TIME)) {
            clock.advance(
                    reply.number(Part.CLUSTER_TIMESTAMP),
                    reply.array(),
                    reply.offset(Part.CLUSTER_TIME),
                    reply.length(Part.CLUSTER_TIME));
        }
    }

    /** The same from a refusal. */
    static void learn(MongoException failure, ClusterClock clock) {
        if (failure instanceof CommandFailedException refused
                && refused.reply().get("$clusterTime") instanceof BsonDocument time
                && time.get("clusterTime") instanceof BsonTimestamp timestamp) {
            byte[] raw = Trees.bytes(time);
            clock.advance(timestamp.getValue(), raw, 0, raw.length);
        }
    }

    /** What says something of the server: of a write that failed by itself, what came with it about its concern. */
    static MongoException aboutTheServer(MongoException failure) {
        for (Throwable beside : failure.getSuppressed()) {
            if (failure instanceof WriteFailedException && beside instanceof WriteConcernFailedException concern) {
                return concern;
            }
        }
        return failure;
    }

    /** Whether it is unknown what became of a command that was sent: then its server session is not to be used by others. */
    static boolean isOutcomeUnknown(MongoException failure) {
        if (failure instanceof NetworkFailedException network) {
            return network.bytesSent();
        }
        if (failure instanceof TimedOutException late) {
            return isOnTheWire(late.phase());
        }
        return failure instanceof InterruptedCallException interrupted && isOnTheWire(interrupted.phase());
    }

    private static boolean isOnTheWire(Phase phase) {
        return phase == Phase.SEND || phase == Phase.REPLY;
    }

    /** Under a timeout of the user's, the server's word that its time was up is that timeout (timeouts specification, "Error Transformations"). */
    static MongoException asUsersSeeIt(MongoException failure, Call call, long nowNanos) {
        if (!call.hasTimeout() || code(failure) != ErrorCodes.MAX_TIME_EXPIRED) {
            return failure;
        }
        Deadline deadline = call.deadline();
        return new TimedOutException(
                Phase.REPLY, deadline.allowed(), deadline.elapsed(nowNanos), failure.server(), failure);
    }

    private static int code(MongoException failure) {
        if (failure instanceof CommandFailedException refused) {
            return refused.code();
        }
        return failure instanceof WriteFailedException write ? write.code() : 0;
    }
}
