package dev.weft.core.cluster;

import dev.weft.core.connection.Connection;
import dev.weft.pool.Lease;
import dev.weft.pool.Purpose;

/**
 * The right to use one connection of a server's pool until {@link #close}, or until its caller has left the connection for a late reply.
 * Belongs to one caller at a time; closing twice does nothing. Whatever became of the connection since, it gives back its own lease and no
 * other.
 */
public final class Checkout implements AutoCloseable {
    private final PooledConnection pooled;
    private final Lease<PooledConnection> lease;
    /** Written by the thread that leaves, which is the one that uses the connection; from then on the drain gives it back. */
    private volatile boolean left;

    Checkout(PooledConnection pooled, Lease<PooledConnection> lease) {
        this.pooled = pooled;
        this.lease = lease;
    }

    /** The connection; not to be used after {@link #close}. */
    public Connection connection() {
        return pooled.connection();
    }

    /** The server it leads to. */
    public Server server() {
        return pooled.server();
    }

    /** Changes what the connection is used for, as when a first batch leaves a cursor pinned to it. */
    public void purpose(Purpose changed) {
        if (isHeld()) {
            lease.purpose(changed);
        }
    }

    /** Makes the caller who waits on the connection leave it; from any thread. Nobody else who has the connection later is disturbed. */
    public void cancel() {
        var connection = pooled.connection();
        // Read before it is certain whose exchange this is: while the checkout holds, it is nobody else's.
        var exchange = connection.exchangeId();
        if (isHeld()) {
            connection.cancel(exchange);
        }
    }

    /** Whether the connection is still its caller's, and nothing is under way on it: then a command that has failed was never sent, or was answered. */
    public boolean isAtRest() {
        return isHeld() && pooled.usable();
    }

    /**
     * Gives the connection back: at rest, it goes to the next caller; left for its late reply, it stays counted until that is here; else it
     * is closed.
     */
    @Override
    public void close() {
        if (isHeld()) {
            pooled.giveBack(this);
        }
    }

    Lease<PooledConnection> lease() {
        return lease;
    }

    PooledConnection pooled() {
        return pooled;
    }

    /** Whether the connection is still its caller's. */
    private boolean isHeld() {
        return !left && pooled.isOutOn(this);
    }

    /** On the thread of its caller. Returns false if the caller has left before: then it is the drain that leaves once more. */
    boolean leave() {
        if (left) {
            return false;
        }
        left = true;
        lease.drain();
        return true;
    }
}
