package dev.weft.testbed;

import org.bson.BsonDocument;

/** What holds the data and understands queries, updates and pipelines. */
interface Storage extends AutoCloseable {
    /**
     * Executes one command that is freed of everything that concerns sessions, versions and concerns.
     *
     * @return the reply, with its {@code ok}
     * @throws CommandFailure if the command fails as a whole
     */
    BsonDocument run(ClientConnection client, String database, BsonDocument command);

    /** Forgets what it keeps for a connection. */
    void left(ClientConnection client);

    @Override
    void close();
}
