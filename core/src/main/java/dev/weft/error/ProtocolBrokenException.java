package dev.weft.error;

import dev.weft.ServerAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The other side sent what no server may send: garbage, wrong lengths, the reply to another request. */
@SuppressWarnings("serial")
public final class ProtocolBrokenException extends MongoException {
    /**
     * A breach of the protocol; its connection is closed.
     *
     * @param server the server
     * @param what what was wrong
     * @param cause what found it out; null when there is nothing more to know
     */
    public ProtocolBrokenException(ServerAddress server, String what, @Nullable Throwable cause) {
        super(
                "protocol broken by " + server + ": " + what
                        + "; the connection was closed; check that a MongoDB server listens there and no proxy interferes",
                Optional.of(server),
                cause);
    }

    @Override
    public boolean retryable() {
        return labelledRetryable();
    }
}
