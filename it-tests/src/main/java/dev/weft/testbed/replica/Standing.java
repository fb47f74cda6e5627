package dev.weft.testbed.replica;

import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonObjectId;
import org.bson.types.ObjectId;

/**
 * What one member is, from its own point of view. Made anew whenever the member starts, as its process id is.
 *
 * @param set the set it belongs to; none for a standalone
 * @param id its seat in the set
 * @param processId tells one run of the server from the next (SDAM specification, "topologyVersion")
 */
public record Standing(Optional<ReplicaSet> set, int id, ObjectId processId) {
    public static Standing standalone() {
        return new Standing(Optional.empty(), 0, new ObjectId());
    }

    public static Standing member(ReplicaSet set, int id) {
        return new Standing(Optional.of(set), id, new ObjectId());
    }

    public Role role() {
        return set.map(of -> of.view().role(id)).orElse(Role.STANDALONE);
    }

    public boolean replicated() {
        return set.isPresent();
    }

    /** A number that moves whenever hello would answer something else. */
    public long counter() {
        return set.map(of -> of.view().counter()).orElse(0L);
    }

    public BsonDocument topologyVersion() {
        return topologyVersion(counter());
    }

    public BsonDocument topologyVersion(long counter) {
        return new BsonDocument("processId", new BsonObjectId(processId)).append("counter", new BsonInt64(counter));
    }

    /** The newest write that this member has applied. */
    public Optional<OpTime> applied() {
        return set.map(of -> of.applied(id));
    }
}
