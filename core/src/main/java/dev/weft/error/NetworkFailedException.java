package dev.weft.error;

import dev.weft.ServerAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection could not be opened, broke, or was closed by the other side. */
@SuppressWarnings("serial")
public final class NetworkFailedException extends MongoException {
    private final boolean bytesSent;

    /**
     * A failure of the network.
     *
     * @param server the server
     * @param doing what was being done, to complete "network failure while ..."
     * @param bytesSent whether any byte of the command may have left
     * @param cause what the system said
     */
    public NetworkFailedException(ServerAddress server, String doing, boolean bytesSent, @Nullable Throwable cause) {
        super(
                "network failure while " + doing + " (" + server + ")"
                        + (cause == null || cause.getMessage() == null ? "" : ": " + cause.getMessage())
                        + "; check that the server runs and can be reached from here"
                        + (bytesSent ? "; the command may have been carried out" : ""),
                Optional.of(server),
                cause);
        this.bytesSent = bytesSent;
    }

    /** {@return whether any byte of the command may have left; if not, nothing was carried out} */
    public boolean bytesSent() {
        return bytesSent;
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
