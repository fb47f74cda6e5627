package dev.weft.error;

import dev.weft.ServerAddress;
import java.time.Duration;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonNumber;

/** The server has too much to do and refused the command. */
@SuppressWarnings("serial")
public final class OverloadedException extends CommandFailedException {
    OverloadedException(String command, ServerAddress server, BsonDocument reply) {
        super(command, server, reply, "; the server is overloaded: send less, or try again later");
    }

    /** {@return the pause the server asks for before a first retry (Client Backpressure specification); empty when it did not say} */
    public Optional<Duration> retryAfter() {
        return reply().get("baseBackoffMS") instanceof BsonNumber millis && millis.longValue() > 0
                ? Optional.of(Duration.ofMillis(millis.longValue()))
                : Optional.empty();
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
