package dev.weft.error;

import dev.weft.ServerAddress;
import java.util.Optional;
import org.bson.BsonDocument;

/** The collection's validator refused the document; {@code errInfo} of the details says why. */
@SuppressWarnings("serial")
public final class ValidationFailedException extends WriteFailedException {
    ValidationFailedException(ServerAddress server, BsonDocument error) {
        super(
                describe("write failed", server, error)
                        + error.getDocument("errInfo", new BsonDocument()).entrySet().stream()
                                .map(entry -> ", " + entry.getKey() + ": " + entry.getValue())
                                .reduce("", String::concat),
                Optional.of(server),
                error,
                null);
    }
}
