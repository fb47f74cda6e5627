package dev.weft.protocol.transport;

import dev.weft.protocol.transport.TransportException.Broken;
import dev.weft.protocol.transport.TransportException.Cancelled;
import dev.weft.protocol.transport.TransportException.Facts;
import dev.weft.protocol.transport.TransportException.Interrupted;
import dev.weft.protocol.transport.TransportException.Malformed;
import dev.weft.protocol.transport.TransportException.Perished;
import dev.weft.protocol.transport.TransportException.TimedOut;
import org.jspecify.annotations.Nullable;

/** What is said when an exchange fails. */
final class Failures {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private Failures() {}

    /** Why a caller leaves its exchange. */
    enum Leaving {
        DEADLINE,
        INTERRUPT,
        CANCEL
    }

    /** An exchange that was given up on; says what became of the connection. */
    static TransportException left(Leaving why, String what, Facts facts) {
        return of(
                why,
                what + "; the connection is " + (facts.left() ? "left open for the late reply." : "closed."),
                facts);
    }

    /** An exchange that did not begin; the connection is as it was. */
    static TransportException unsent(Leaving why, Endpoint server) {
        return of(why, "nothing was sent to " + server + ".", Facts.NOTHING_SENT);
    }

    static Broken unwritten(Endpoint server, Throwable cause, boolean bytesSent) {
        return new Broken(
                "Writing to " + server + " failed: " + TransportException.messageOf(cause),
                new Facts(cause, bytesSent, false));
    }

    static TransportException of(Leaving why, String what, Facts facts) {
        return switch (why) {
            case DEADLINE -> new TimedOut("The deadline passed: " + what, facts);
            case INTERRUPT -> new Interrupted("The thread was interrupted: " + what, facts);
            case CANCEL -> new Cancelled("The exchange was cancelled: " + what, facts);
        };
    }

    static Malformed malformed(Endpoint server, String what) {
        return new Malformed(
                "The server at " + server + " " + what + ". The connection is closed.", new Facts(null, true, false));
    }

    static Broken broken(Endpoint server, String what, @Nullable Throwable cause) {
        String because = cause == null ? "." : ": " + TransportException.messageOf(cause);
        return new Broken("The connection to " + server + " " + what + because, new Facts(cause, true, false));
    }

    static Perished perished(Endpoint server, @Nullable Throwable cause) {
        String because = cause == null ? "." : ": " + TransportException.messageOf(cause);
        return new Perished(
                "The connection to " + server + " was closed before the request was sent" + because,
                new Facts(cause, false, false));
    }

    static String millis(long nanos) {
        return nanos / NANOS_PER_MILLI + " ms";
    }
}
