package dev.weft.testbed.storage;

import dev.weft.testbed.wire.CommandFailure;
import java.util.function.LongSupplier;
import org.bson.BsonDocument;

/** What holds the data and understands queries, updates and pipelines. */
public interface Storage extends AutoCloseable {
    /**
     * Executes one command that is freed of everything that concerns sessions, versions and concerns.
     *
     * @return the reply, with its {@code ok}
     * @throws CommandFailure if the command fails as a whole
     */
    BsonDocument run(String database, BsonDocument command);

    /**
     * A copy that comes after this storage: it holds what this one held at the time that the supplier tells, a value of
     * {@link System#nanoTime} that never falls. Closing it ends the following.
     *
     * @throws IllegalStateException if this kind of storage cannot be followed
     */
    default Storage follow(LongSupplier until) {
        throw new IllegalStateException(
                "A member can lag only behind the memory storage: " + getClass().getSimpleName()
                        + " does not tell what it wrote when. Start the deployment with storage(StorageKind.MEMORY).");
    }

    @Override
    void close();
}
