package dev.weft.topology;

import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonObjectId;
import org.bson.types.ObjectId;

/**
 * How new a server's word about itself is. Versions of different processes cannot be compared.
 *
 * @param processId identifies one run of the server
 * @param counter grows with every change
 */
public record TopologyVersion(ObjectId processId, long counter) {
    /**
     * Whether this word is at least as new as another: then the other changes nothing (discovery specification,
     * topologyVersion comparison).
     *
     * @param other the version to compare with
     * @return whether both come from one process and this counter is not lower
     */
    public boolean isAtLeast(TopologyVersion other) {
        return processId.equals(other.processId) && counter >= other.counter;
    }

    /**
     * Whether this word is newer than another.
     *
     * @param other the version to compare with
     * @return whether both come from one process and this counter is higher
     */
    public boolean isNewerThan(TopologyVersion other) {
        return processId.equals(other.processId) && counter > other.counter;
    }

    /** {@return the document sent with an awaited hello} */
    public BsonDocument asDocument() {
        return new BsonDocument("processId", new BsonObjectId(processId)).append("counter", new BsonInt64(counter));
    }
}
