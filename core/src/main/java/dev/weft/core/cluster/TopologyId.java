package dev.weft.core.cluster;

import java.util.concurrent.atomic.AtomicReference;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/** Identifies a client's view in events. Made for the first event: the random numbers behind it cost a starting process some 30 ms. */
final class TopologyId {
    private final AtomicReference<@Nullable ObjectId> made = new AtomicReference<>();

    ObjectId get() {
        ObjectId known = made.get();
        if (known == null) {
            ObjectId fresh = new ObjectId();
            known = made.compareAndExchange(null, fresh);
            return known == null ? fresh : known;
        }
        return known;
    }
}
