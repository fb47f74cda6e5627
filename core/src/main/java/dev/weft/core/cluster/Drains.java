package dev.weft.core.cluster;

import dev.weft.Namespace;
import dev.weft.core.connection.Connection;
import dev.weft.core.connection.Part;
import dev.weft.core.connection.Reply;
import dev.weft.core.scope.ScopeException;
import dev.weft.core.time.Deadline;
import dev.weft.error.CommandFailedException;
import dev.weft.error.MongoException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.bson.BsonArray;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one server whose callers have left and whose late replies are awaited. Waiting must not starve those who need a
 * connection now: at most a quarter of the pool waits, and nobody waits here while callers wait there.
 */
final class Drains {
    private static final int PART_OF_POOL = 4;
    private static final Duration KILL_CURSORS_LIMIT = Duration.ofSeconds(1);

    private final Server server;
    private final Engine engine;
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Checkout> waiting = new LinkedHashSet<>();
    private volatile boolean any;

    Drains(Server server, Engine engine) {
        this.server = server;
        this.engine = engine;
        this.most = Math.max(1, engine.settings().pool().maxSize() / PART_OF_POOL);
    }

    void begin(Checkout from) {
        var oldest = add(from);
        if (oldest != null) {
            oldest.pooled().giveUp("more than a quarter of the pool was waiting for late replies");
        }
        if (server.hasWaiters()) {
            makeRoom();
        }
    }

    /** The oldest gives way if a caller needs its place. */
    void makeRoom() {
        if (!any || !server.full()) {
            return;
        }
        var oldest = oldest();
        if (oldest != null) {
            oldest.pooled().giveUp("a caller needed a connection");
        }
    }

    /** Returns false if it has ended before, as by being given up to make room. */
    boolean end(Checkout from) {
        lock.lock();
        try {
            var waited = waiting.remove(from);
            any = !waiting.isEmpty();
            return waited;
        } finally {
            lock.unlock();
        }
    }

    /** On the I/O loop, which must not decode: a thread of the client's scope looks at the reply. */
    void replyIsHere(Checkout from) {
        try {
            engine.scope().fork("late-reply", () -> {
                finish(from);
                return null;
            });
        } catch (ScopeException.Closed closing) {
            // Closing the connection tells drainFailed, which gives the lease back.
            from.pooled().giveUp("the client was closed");
        }
    }

    private void finish(Checkout from) {
        var connection = from.connection();
        DriverCommand kill;
        try {
            var reply = connection.lateReply();
            gossip(reply);
            kill = killCursors(reply);
            if (!reply.release()) {
                return; // Closed meanwhile: drainFailed gives the lease back.
            }
        } catch (RuntimeException nonsense) {
            // Whatever is wrong with the reply, the connection must not wait for ever: closing it tells drainFailed.
            connection.close(nonsense);
            return;
        }
        // Who was chosen to make room is closed, perhaps only in a moment: it must be nobody else's by then.
        if (end(from) && (kill == null || killed(connection, kill)) && connection.usable()) {
            from.pooled().release(from);
        } else {
            // A farewell that was left itself waits here again.
            end(from);
            from.pooled().discard(from, null);
        }
    }

    private void gossip(Reply reply) {
        if (reply.has(Part.CLUSTER_TIMESTAMP) && reply.isDocument(Part.CLUSTER_TIME)) {
            engine.clusterTime()
                    .advance(
                            reply.number(Part.CLUSTER_TIMESTAMP),
                            reply.array(),
                            reply.offset(Part.CLUSTER_TIME),
                            reply.length(Part.CLUSTER_TIME));
        }
    }

    /** Nobody will ever ask for the rest of a cursor that nobody has heard of. */
    private @Nullable DriverCommand killCursors(Reply reply) {
        if (!reply.has(Part.CURSOR_ID) || !reply.has(Part.CURSOR_NS)) {
            return null;
        }
        var cursor = reply.number(Part.CURSOR_ID);
        var name = reply.string(Part.CURSOR_NS);
        var dot = name.indexOf('.');
        if (cursor == 0 || dot <= 0 || dot == name.length() - 1) {
            return null;
        }
        var namespace = new Namespace(name.substring(0, dot), name.substring(dot + 1));
        return DriverCommand.of("killCursors", new BsonString(namespace.collection()), namespace.database())
                .with("cursors", new BsonArray(List.of(new BsonInt64(cursor))))
                .under(engine.settings().stableApi());
    }

    /** Returns whether the server has answered, so that the connection is at rest. */
    private boolean killed(Connection connection, DriverCommand command) {
        try {
            connection
                    .exchange(command, Deadline.in(KILL_CURSORS_LIMIT, engine.clock()))
                    .release();
            return true;
        } catch (CommandFailedException refused) {
            return true;
        } catch (MongoException ignored) {
            // The server forgets idle cursors by itself.
            return false;
        }
    }

    private @Nullable Checkout add(Checkout from) {
        lock.lock();
        try {
            waiting.add(from);
            any = true;
            return waiting.size() > most ? first() : null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Checkout oldest() {
        lock.lock();
        try {
            return first();
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock. Who takes it out of the line, and nobody else, closes it. */
    private @Nullable Checkout first() {
        var all = waiting.iterator();
        if (!all.hasNext()) {
            return null;
        }
        var first = all.next();
        all.remove();
        any = !waiting.isEmpty();
        return first;
    }
}
