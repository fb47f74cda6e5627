package dev.weft.testbed;

import java.io.Serial;

/** A server cannot be started on this machine; the message says what is missing. */
public final class ServerUnavailableException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public ServerUnavailableException(String message) {
        super(message);
    }
}
