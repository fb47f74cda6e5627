package dev.weft.testbed.storage;

import dev.weft.testbed.wire.CommandFailure;
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

    @Override
    void close();
}
