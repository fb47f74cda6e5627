package dev.weft.protocol.transport;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Tells the listener of a connection what happens outside of a call, in an order it can rely on: that the caller has
 * left before anything that follows from it, although the late reply, or the end, may be here before the caller could
 * say so. Who says the second of the two things delivers them.
 */
final class Farewell {
    private static final int TOLD = 1;
    private static final int REPLY = 2;
    private static final int CLOSED = 4;

    private static final VarHandle SAID;

    static {
        try {
            SAID = MethodHandles.lookup().findVarHandle(Farewell.class, "said", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final WireConnection connection;
    private final WireListener listener;
    private volatile int said;

    Farewell(WireConnection connection, WireListener listener) {
        this.connection = connection;
        this.listener = listener;
    }

    /** Before LEFT is there to be seen. */
    void prepare() {
        said = 0;
    }

    /** By the caller who has won LEFT. */
    void left() {
        tell(() -> listener.left(connection));
        say(TOLD);
    }

    /** The late reply is here. */
    void replied() {
        say(REPLY);
    }

    /** By the winner of DEAD, out of LEFT. */
    void closed() {
        say(CLOSED);
    }

    /** By the winner of DEAD, out of IDLE, on the loop. */
    void perished() {
        tell(() -> listener.perished(connection, cause()));
    }

    private void say(int what) {
        int before = (int) SAID.getAndBitwiseOr(this, what);
        if (what != TOLD && (before & TOLD) == 0) {
            return;
        }
        if (what == REPLY && (before & CLOSED) != 0) {
            // The end was faster than the loop, and its failure has been told.
            return;
        }
        int all = before | what;
        if ((all & CLOSED) != 0) {
            tell(() -> listener.drainFailed(connection, cause()));
        } else if ((all & REPLY) != 0) {
            tell(() ->
                    listener.lateReply(connection, connection.line().replies().frame()));
        }
    }

    private Throwable cause() {
        Throwable cause = connection.closeCause();
        return cause == null ? Failures.broken(connection.endpoint(), "is closed", null) : cause;
    }

    /** A listener's mistake costs this connection and nothing else. */
    private void tell(Runnable news) {
        try {
            news.run();
        } catch (Throwable e) {
            connection.close(e);
        }
    }
}
