package dev.weft.error;

import dev.weft.ServerAddress;
import org.bson.BsonDocument;

/** The user may not do this, or the server wants to know first who the user is. */
@SuppressWarnings("serial")
public final class NotAuthorizedException extends CommandFailedException {
    NotAuthorizedException(String command, ServerAddress server, BsonDocument reply) {
        super(command, server, reply, "; check the credentials, and the roles of the user on this database");
    }
}
