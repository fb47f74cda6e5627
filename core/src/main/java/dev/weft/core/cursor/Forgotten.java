package dev.weft.core.cursor;

import dev.weft.core.scope.Scope;
import dev.weft.core.scope.ScopeException;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Closes cursors on the server that the program has dropped without closing them: the iterator of a {@code for} loop that was left early.
 *
 * <p>{@code java.lang.ref.Cleaner} would bring a thread of its own that outlives the client; so there is a queue, and a virtual thread of
 * the client's scope that waits for it, started with the first cursor that could be forgotten.
 */
final class Forgotten {
    private final Scope scope;
    private final ReferenceQueue<BatchCursor<?>> queue = new ReferenceQueue<>();
    /** A phantom reference has to be reachable itself, to be heard of. */
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean sweeping = new AtomicBoolean();

    Forgotten(Scope scope) {
        this.scope = scope;
    }

    /** Watches a cursor until it is over on the server. */
    void watch(BatchCursor<?> cursor, ServerCursor<?> onServer) {
        var watch = new Watch(cursor, onServer);
        watches.add(watch);
        onServer.watchedBy(watch);
        if (!sweeping.get() && sweeping.compareAndSet(false, true)) {
            start();
        }
    }

    /** How many cursors are open. */
    int watched() {
        return watches.size();
    }

    private void start() {
        try {
            scope.fork("forgotten-cursors", () -> {
                sweep();
                return null;
            });
        } catch (ScopeException.Closed clientClosed) {
            sweeping.set(false);
        }
    }

    /** Ends when the scope is closed, which interrupts it. */
    private void sweep() throws InterruptedException {
        while (true) {
            if (queue.remove() instanceof Watch watch) {
                watch.onServer.close();
                watch.onServer.cleanUpPending();
            }
        }
    }

    /** Hears when a cursor has become unreachable. */
    final class Watch extends PhantomReference<BatchCursor<?>> {
        private final ServerCursor<?> onServer;

        private Watch(BatchCursor<?> cursor, ServerCursor<?> onServer) {
            super(cursor, queue);
            this.onServer = onServer;
        }

        /** There is nothing more to be closed. */
        void end() {
            clear();
            watches.remove(this);
        }
    }
}
