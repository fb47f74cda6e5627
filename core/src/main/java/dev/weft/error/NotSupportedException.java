package dev.weft.error;

import dev.weft.ServerAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** This server or deployment cannot do what was asked. */
@SuppressWarnings("serial")
public final class NotSupportedException extends MongoException {
    /**
     * Something that is not possible here.
     *
     * @param server the server; empty when it concerns the deployment
     * @param what what is not possible, and which server or deployment could
     */
    public NotSupportedException(Optional<ServerAddress> server, String what) {
        this(server, what, null);
    }

    /**
     * Something that is not possible here.
     *
     * @param server the server; empty when it concerns the deployment
     * @param what what is not possible, and which server or deployment could
     * @param cause the reply behind it; null when there is none
     */
    public NotSupportedException(Optional<ServerAddress> server, String what, @Nullable Throwable cause) {
        super(what + server.map(address -> " (" + address + ")").orElse(""), server, cause);
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
