package dev.weft.testbed.command;

import java.io.IOException;
import org.bson.BsonDocument;

/** What one command does. */
@FunctionalInterface
interface Handler {
    /**
     * Executes the command.
     *
     * @return the reply, with its {@code ok}
     * @throws dev.weft.testbed.wire.CommandFailure if it fails as a whole
     * @throws IOException if the client has left
     */
    BsonDocument run(Exchange x) throws IOException;
}
