package dev.weft.core.cluster;

import dev.weft.core.connection.Connection;
import dev.weft.pool.Purpose;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The right to use one connection of a server's pool until {@link #close}. Belongs to one caller at a time; closing twice does nothing.
 */
public final class Checkout implements AutoCloseable {
    private final PooledConnection pooled;
    private final AtomicBoolean closed = new AtomicBoolean();

    Checkout(PooledConnection pooled) {
        this.pooled = pooled;
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
        pooled.purpose(changed);
    }

    /**
     * Gives the connection back: at rest, it goes to the next caller; left for its late reply, it stays counted until that is here; else it
     * is closed.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            pooled.giveBack();
        }
    }
}
