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

    /** {@return how long the server asks to wait; empty when it did not say} */
    public Optional<Duration> retryAfter() {
        return reply().get("retryAfterMS") instanceof BsonNumber millis
                ? Optional.of(Duration.ofMillis(millis.longValue()))
                : Optional.empty();
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
