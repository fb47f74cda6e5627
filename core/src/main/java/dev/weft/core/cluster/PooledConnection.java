package dev.weft.core.cluster;

import dev.weft.core.connection.Connection;
import dev.weft.pool.CloseReason;
import dev.weft.pool.Lease;
import dev.weft.pool.Purpose;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a pool and the lease it is out on. A lease is given back exactly once: by the caller who took it or, if that one has
 * left for a late reply, by whoever hears the reply or the end of the connection.
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
    private final AtomicReference<@Nullable Lease<PooledConnection>> lease = new AtomicReference<>();
    /** Written and read by the lease holder; once set, by whoever gives the drained connection back. */
    private volatile boolean left;

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

    Checkout lend(Lease<PooledConnection> to) {
        left = false;
        lease.set(to);
        return new Checkout(this);
    }

    void purpose(Purpose changed) {
        var current = lease.get();
        if (current != null && !left) {
            current.purpose(changed);
        }
    }

    /** The caller is done with it. */
    void giveBack() {
        if (left) {
            return;
        }
        var opened = connection();
        if (opened.usable()) {
            release();
            return;
        }
        // In the middle of an exchange, partly read or dead: of no use to anybody else.
        opened.close(new NotSaid("the caller gave the connection back in the middle of an exchange"));
        discard(null);
    }

    void release() {
        var current = lease.getAndSet(null);
        if (current != null) {
            server.returned();
            current.release();
        }
    }

    void discard(@Nullable Throwable cause) {
        var current = lease.getAndSet(null);
        if (current == null) {
            return;
        }
        server.returned();
        if (cause == null) {
            current.discard(CloseReason.ERROR);
        } else {
            current.discard(cause);
        }
    }

    /** Ends the wait for a late reply, because the room is needed. */
    void giveUp(String why) {
        connection().close(new NotSaid(why));
    }

    @Override
    public void left(Connection from) {
        var current = lease.get();
        if (current != null && !left) {
            left = true;
            current.drain();
        }
        server.drains().begin(this);
    }

    @Override
    public void lateReply(Connection from) {
        server.drains().replyIsHere(this);
    }

    @Override
    public void drainFailed(Connection from, Throwable cause) {
        server.drains().end(this);
        discard(cause);
    }

    @Override
    public void perished(Connection from, Throwable cause) {
        server.perished(id, from.description().generation(), cause);
    }
}
