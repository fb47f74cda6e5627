package dev.weft.error;

import dev.weft.ServerAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server did not accept who we say we are. */
@SuppressWarnings("serial")
public final class AuthFailedException extends MongoException {
    private final String mechanism;

    /**
     * An authentication that failed.
     *
     * @param server the server
     * @param mechanism the mechanism, such as {@code SCRAM-SHA-256}
     * @param what what went wrong, free of secrets
     * @param cause the reply or failure behind it; null when there is none
     */
    public AuthFailedException(ServerAddress server, String mechanism, String what, @Nullable Throwable cause) {
        super(
                "authentication by " + mechanism + " failed on " + server + ": " + what
                        + "; check user, password, authSource and authMechanism",
                Optional.of(server),
                cause);
        this.mechanism = mechanism;
    }

    /** {@return the mechanism} */
    public String mechanism() {
        return mechanism;
    }

    @Override
    public boolean retryable() {
        return labelledRetryable();
    }
}
