package dev.weft.core.cluster;

import dev.weft.core.connection.Connection;
import dev.weft.core.scope.Scope;
import dev.weft.core.session.ServerSessionPool;
import dev.weft.core.time.Deadline;
import dev.weft.error.MongoException;
import dev.weft.pool.Purpose;
import dev.weft.protocol.transport.IoLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/** The end of a cluster, in order: calls, sessions, threads and connections, events, the I/O loop. Happens once. */
final class Closing {
    private static final Duration END_SESSIONS_LIMIT = Duration.ofSeconds(1);

    private static final class ClientClosed extends Exception {
        private static final long serialVersionUID = 1;

        ClientClosed() {
            super("the client was closed", null, false, false);
        }
    }

    private final Engine engine;
    private final TopologyKeeper keeper;
    private final ServerSessionPool sessions;
    private final IoLoop loop;
    private final Scope deliveries;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);
    /** A listener that hears of the farewell runs on this thread, and may close once more. */
    private volatile @Nullable Thread closer;

    Closing(Engine engine, TopologyKeeper keeper, ServerSessionPool sessions, IoLoop loop) {
        this.engine = engine;
        this.keeper = keeper;
        this.sessions = sessions;
        this.loop = loop;
        // A scope of its own, because the last events are told when the client's scope is closed already.
        this.deliveries = Scope.longLived(engine.scope().name());
    }

    void deliverEvents() {
        deliveries.fork("events", engine.events()::run);
    }

    /** Ends everything and waits for it; a thread of the client's own only begins to, since it can't wait for itself. */
    void close() {
        var own = engine.scope().runsHere() || engine.events().runsHere();
        if (begun.compareAndSet(false, true)) {
            if (own) {
                engine.scope().forkDetached("close", () -> {
                    end();
                    return null;
                });
            } else {
                end();
            }
        } else if (!own && Thread.currentThread() != closer) {
            awaitUninterruptibly(done);
        }
    }

    private void end() {
        // An interrupt of who closes must neither spare the server its sessions nor leave threads behind.
        var interrupted = Thread.interrupted();
        try {
            closer = Thread.currentThread();
            var ids = sessions.close();
            var stopped = keeper.stop();
            var before = stopped.last();
            var ending = stopped.watches();
            var cause = new ClientClosed();
            ending.forEach(watch -> watch.server().pool().interruptInUse(cause));
            try {
                sayFarewell(ids, before, ending);
            } finally {
                ending.forEach(Watch::stop);
                // Who chose a server before the end began may have taken a connection since: now that the pools are
                // closed, nobody can any more.
                ending.forEach(watch -> watch.server().pool().interruptInUse(cause));
                engine.scope().close();
                keeper.close(before.topology());
            }
        } finally {
            engine.events().end();
            engine.events().awaitEnd();
            deliveries.close();
            loop.release();
            done.countDown();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** All callers are sent away first; only then, on a connection that was idle, the server hears of the sessions. */
    private void sayFarewell(List<List<BsonDocument>> ids, View before, List<Watch> ending) {
        try (var idle = ids.isEmpty() ? null : idleConnection(before)) {
            ending.forEach(Watch::stop);
            if (idle != null) {
                endSessions(ids, idle.connection());
            }
        }
    }

    /** A connection that serves at once, or null: nobody waits or connects for a farewell. */
    private static @Nullable Checkout idleConnection(View before) {
        for (var server : before.forFarewell()) {
            var idle = server.checkOutIdle(Purpose.OTHER);
            if (idle != null) {
                return idle;
            }
        }
        return null;
    }

    /** The server would forget the sessions by itself after half an hour; so a failure here is nobody's trouble. */
    private void endSessions(List<List<BsonDocument>> ids, Connection on) {
        var limit = Deadline.in(END_SESSIONS_LIMIT, engine.clock());
        try {
            for (List<BsonDocument> some : ids) {
                var command = DriverCommand.of("endSessions", new BsonArray(some), "admin")
                        .under(engine.settings().stableApi());
                on.exchange(command, limit).release();
            }
        } catch (MongoException ignored) {
            // A reply that comes too late is nobody's either.
            on.close(ignored);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        var interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
