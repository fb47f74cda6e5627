package dev.weft.testbed;

import dev.weft.testbed.command.DataWrites;
import dev.weft.testbed.replica.ReplicaSet;
import dev.weft.testbed.replica.Router;
import dev.weft.testbed.session.Sessions;
import dev.weft.testbed.storage.Storage;
import dev.weft.testbed.strict.Violations;
import dev.weft.testbed.wire.Threads;
import java.util.Optional;

/**
 * What the members of a deployment have in common.
 *
 * @param shard the set behind the routers, if they are some: it keeps the cluster's time and does what concerns of writes ask for
 */
record Shared(
        ServerProfile profile,
        Threads threads,
        Storage storage,
        Optional<ReplicaSet> shard,
        Sessions sessions,
        Violations violations,
        DataWrites writes) {
    Shared(ServerProfile profile, boolean platformThreads, StorageKind storage, boolean sharded) {
        this(
                profile,
                new Threads(platformThreads),
                storage.open(),
                sharded ? Optional.of(Router.shard()) : Optional.empty(),
                new Sessions(),
                new Violations(),
                new DataWrites());
    }

    /** Waits for all threads, whose connections were ended, and gives up the data. */
    void close() {
        threads.join();
        storage.close();
    }
}
