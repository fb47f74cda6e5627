package dev.weft.testbed.replica;

import dev.weft.testbed.wire.Bell;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonObjectId;
import org.bson.types.ObjectId;

/**
 * What one member is, from its own point of view. Made anew whenever the member starts, as its process id is.
 *
 * @param set the set that replicates what it writes: the one it belongs to, or the shard behind a router; none for a standalone
 * @param id its seat in the set, or that of the shard's primary
 * @param processId tells one run of the server from the next (SDAM specification, "topologyVersion")
 * @param router there if it is one
 */
public record Standing(Optional<ReplicaSet> set, int id, ObjectId processId, Optional<Router> router) {
    private static final Bell NEVER = new Bell();

    public static Standing standalone() {
        return new Standing(Optional.empty(), 0, new ObjectId(), Optional.empty());
    }

    public static Standing member(ReplicaSet set, int id) {
        return new Standing(Optional.of(set), id, new ObjectId(), Optional.empty());
    }

    /** A router before a shard of one seat. */
    public static Standing router(ReplicaSet shard, Router router) {
        return new Standing(Optional.of(shard), 0, new ObjectId(), Optional.of(router));
    }

    public Role role() {
        return isRouter() ? Role.ROUTER : view().map(of -> of.role(id)).orElse(Role.STANDALONE);
    }

    public boolean isRouter() {
        return router.isPresent();
    }

    /** What it knows of the set that it is a member of. */
    public Optional<SetView> view() {
        return isRouter() ? Optional.empty() : set.map(ReplicaSet::view);
    }

    public boolean replicated() {
        return set.isPresent();
    }

    /** A number that moves whenever hello would answer something else. */
    public long counter() {
        return router.map(Router::counter)
                .or(() -> view().map(SetView::counter))
                .orElse(0L);
    }

    /** Rings when that number has moved. */
    public Bell changes() {
        return router.map(Router::changes)
                .or(() -> set.map(ReplicaSet::changes))
                .orElse(NEVER);
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
