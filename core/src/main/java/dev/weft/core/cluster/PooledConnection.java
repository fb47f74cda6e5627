package dev.weft.core.cluster;

import dev.weft.core.connection.Connection;
import dev.weft.pool.CloseReason;
import dev.weft.pool.Lease;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a pool and the checkout it is out on. A checkout gives its lease back exactly once: by the caller who took it or, if that
 * one has left for a late reply, by whoever hears the reply or the end of the connection. Who comes late, when the connection is out on
 * another checkout already, gives nothing back.
 */
final class PooledConnection implements Connection.Listener {
    private static final class NotSaid extends Exception {
        private static final long serialVersionUID = 1;

        NotSaid(String why) {
            super(why, null, false, false);
        }
    }

    private final Server server;
    private final long id;
    private @Nullable Connection connection;
    private final AtomicReference<@Nullable Checkout> out = new AtomicReference<>();

    PooledConnection(Server server, long id) {
        this.server = server;
        this.id = id;
    }

    void opened(Connection opened) {
        connection = opened;
    }

    Connection connection() {
        var opened = connection;
        if (opened == null) {
            throw new IllegalStateException("connection " + id + " to " + server.address() + " is still being opened");
        }
        return opened;
    }

    Server server() {
        return server;
    }

    boolean usable() {
        return connection().usable();
    }

    Checkout lend(Lease<PooledConnection> lease) {
        var checkout = new Checkout(this, lease);
        out.set(checkout);
        return checkout;
    }

    boolean isOutOn(Checkout checkout) {
        return out.get() == checkout;
    }

    /** The caller is done with it, and has not left it. */
    void giveBack(Checkout from) {
        var opened = connection();
        if (opened.usable()) {
            release(from);
            return;
        }
        // In the middle of an exchange, partly read or dead: of no use to anybody else.
        opened.close(new NotSaid("the caller gave the connection back in the middle of an exchange"));
        discard(from, null);
    }

    void release(Checkout from) {
        if (out.compareAndSet(from, null)) {
            server.returned();
            from.lease().release();
        }
    }

    void discard(Checkout from, @Nullable Throwable cause) {
        if (!out.compareAndSet(from, null)) {
            return;
        }
        server.returned();
        if (cause == null) {
            from.lease().discard(CloseReason.ERROR);
        } else {
            from.lease().discard(cause);
        }
    }

    /** Ends the wait for a late reply, because the room is needed. */
    void giveUp(String why) {
        connection().close(new NotSaid(why));
    }

    @Override
    public void left(Connection from) {
        var current = out.get();
        if (current != null) {
            current.leave();
            server.drains().begin(current);
        }
    }

    @Override
    public void lateReply(Connection from) {
        // Until the reply is released the connection is out on what was left.
        var drained = out.get();
        if (drained != null) {
            server.drains().replyIsHere(drained);
        }
    }

    @Override
    public void drainFailed(Connection from, Throwable cause) {
        var drained = out.get();
        if (drained != null) {
            server.drains().end(drained);
            discard(drained, cause);
        }
    }

    @Override
    public void perished(Connection from, Throwable cause) {
        server.perished(id, from.description().generation(), cause);
    }
}
