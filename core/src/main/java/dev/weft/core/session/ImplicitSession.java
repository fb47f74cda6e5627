package dev.weft.core.session;

import java.util.UUID;
import org.bson.BsonDocument;
import org.bson.io.BsonOutput;
import org.jspecify.annotations.Nullable;

/** A session the driver has made for a call that was given none. */
final class ImplicitSession implements Session {
    private final ServerSessionPool pool;
    private @Nullable ServerSession server;
    private int timeoutMinutes = ServerSessionPool.NEVER_EXPIRES;
    private boolean ended;

    ImplicitSession(ServerSessionPool pool) {
        this.pool = pool;
    }

    @Override
    public void use(long nowNanos, int timeoutMinutes) {
        if (ended) {
            throw new IllegalStateException("this session has ended; a call after that needs a session of its own");
        }
        this.timeoutMinutes = timeoutMinutes;
        ServerSession current = server;
        if (current == null) {
            server = pool.take(nowNanos, timeoutMinutes);
        } else {
            current.used(nowNanos);
        }
    }

    @Override
    public void writeLsid(BsonOutput out) {
        out.writeBytes(inUse().lsidElement());
    }

    @Override
    public BsonDocument lsid() {
        return inUse().lsid();
    }

    @Override
    public UUID id() {
        return inUse().id();
    }

    @Override
    public long nextTxnNumber() {
        return inUse().nextTxnNumber();
    }

    @Override
    public void markDirty() {
        ServerSession current = server;
        if (current != null) {
            current.markDirty();
        }
    }

    @Override
    public void end(long nowNanos) {
        ended = true;
        ServerSession current = server;
        server = null;
        if (current != null) {
            pool.give(current, nowNanos, timeoutMinutes);
        }
    }

    private ServerSession inUse() {
        ServerSession current = server;
        if (current == null) {
            throw new IllegalStateException("no command has been announced in this session: call use() first");
        }
        return current;
    }
}
