package dev.weft.protocol.transport;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Why an exchange or a connection attempt failed, by cause. */
public abstract sealed class TransportException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean bytesSent;
    private final boolean left;

    private TransportException(String message, Facts facts) {
        super(message, facts.cause());
        this.bytesSent = facts.bytesSent();
        this.left = facts.left();
    }

    /** Whether a byte of the request may have left the machine. When false, the server has seen nothing of it. */
    public boolean bytesSent() {
        return bytesSent;
    }

    /**
     * Whether the connection was left open for its late reply. Then it is no longer the caller's: {@link
     * WireListener#left} was told, and who drains it gives it back. Otherwise it is still the caller's to give back.
     */
    public boolean left() {
        return left;
    }

    /** The same failure for another thread: its own stack, the first one as its cause. */
    static TransportException again(@Nullable Throwable cause, boolean bytesSent) {
        Facts facts = new Facts(cause, bytesSent, false);
        return switch (cause) {
            case null -> new Broken("The connection is closed.", facts);
            case Malformed e -> new Malformed(messageOf(e), facts);
            case TransportException e -> new Broken(messageOf(e), facts);
            default -> new Broken("The connection was closed: " + messageOf(cause), facts);
        };
    }

    static String messageOf(Throwable e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }

    /** What all kinds have in common. */
    record Facts(@Nullable Throwable cause, boolean bytesSent, boolean left) {
        static final Facts NOTHING_SENT = new Facts(null, false, false);
    }

    /** The deadline passed first. */
    public static final class TimedOut extends TransportException {
        @Serial
        private static final long serialVersionUID = 1L;

        TimedOut(String message, Facts facts) {
            super(message, facts);
        }
    }

    /** The calling thread was interrupted; its flag is still set. */
    public static final class Interrupted extends TransportException {
        @Serial
        private static final long serialVersionUID = 1L;

        Interrupted(String message, Facts facts) {
            super(message, facts);
        }
    }

    /** Another thread cancelled this exchange. */
    public static final class Cancelled extends TransportException {
        @Serial
        private static final long serialVersionUID = 1L;

        Cancelled(String message, Facts facts) {
            super(message, facts);
        }
    }

    /** The connection could not be made, or is gone: refused, unreachable, reset, hung up, or closed on this side. */
    public static final class Broken extends TransportException {
        @Serial
        private static final long serialVersionUID = 1L;

        Broken(String message, Facts facts) {
            super(message, facts);
        }
    }

    /** The connection was closed while it was idle. Nothing was sent; another connection will do. */
    public static final class Perished extends TransportException {
        @Serial
        private static final long serialVersionUID = 1L;

        Perished(String message, Facts facts) {
            super(message, facts);
        }
    }

    /** The server sent what no server should: a bad length, an answer to another request, bytes nobody asked for. */
    public static final class Malformed extends TransportException {
        @Serial
        private static final long serialVersionUID = 1L;

        Malformed(String message, Facts facts) {
            super(message, facts);
        }
    }

    /** The host has no address. */
    public static final class ResolveFailed extends TransportException {
        @Serial
        private static final long serialVersionUID = 1L;

        ResolveFailed(String message, Facts facts) {
            super(message, facts);
        }
    }
}
