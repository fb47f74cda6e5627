package dev.weft.error;

import dev.weft.ServerAddress;
import java.util.Optional;
import org.bson.BsonDocument;

/** A unique index has this value already. */
@SuppressWarnings("serial")
public final class DuplicateKeyException extends WriteFailedException {
    DuplicateKeyException(ServerAddress server, BsonDocument error) {
        super(
                describe("write failed", server, error) + "; choose another value, or update the document that has it",
                Optional.of(server),
                error,
                null);
    }

    /** {@return the fields of the index; empty when the server did not say} */
    public BsonDocument keyPattern() {
        return details().getDocument("keyPattern", new BsonDocument());
    }

    /** {@return the value that is taken; empty when the server did not say} */
    public BsonDocument keyValue() {
        return details().getDocument("keyValue", new BsonDocument());
    }
}
