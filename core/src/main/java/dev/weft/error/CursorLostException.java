package dev.weft.error;

import dev.weft.ServerAddress;
import org.bson.BsonDocument;

/** The server no longer knows the cursor: it was idle too long, was killed, or the server restarted. */
@SuppressWarnings("serial")
public final class CursorLostException extends CommandFailedException {
    CursorLostException(String command, ServerAddress server, BsonDocument reply) {
        super(
                command,
                server,
                reply,
                "; run the query again, and if batches take more than ten minutes to work through, ask for smaller ones");
    }
}
