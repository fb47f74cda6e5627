package dev.weft.core.cursor;

import dev.weft.Namespace;
import dev.weft.core.execute.Call;
import dev.weft.core.execute.OperationRunner;
import dev.weft.core.operation.Batch;
import dev.weft.core.operation.GetMore;
import dev.weft.core.operation.KillCursors;
import dev.weft.core.operation.Operation;
import dev.weft.core.operation.Target;
import dev.weft.core.scope.ScopeException;
import dev.weft.error.CursorLostException;
import dev.weft.error.MongoException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What is open on the server: the cursor's id, and the call it belongs to with its session and server. Outlives the user's cursor when
 * that was forgotten.
 *
 * <p>Used by the one thread that uses the cursor; only {@link #close} comes from any.
 */
final class ServerCursor<T> {
    /** How far a cursor is. */
    sealed interface State {}

    /** The server has it. */
    record Open(long id, Namespace namespace) implements State {}

    /** The server has nothing more of it. */
    record Exhausted() implements State {}

    /** The user does not want it any more; what is still open waits for the thread that used it last. */
    record Closed(@Nullable Open pending) implements State {}

    /** How long a {@code killCursors} may take when the user has set no timeout. */
    private static final Duration CLEAN_UP = Duration.ofSeconds(5);

    private static final Exhausted EXHAUSTED = new Exhausted();
    private static final Closed CLOSED = new Closed(null);

    private final OperationRunner runner;
    private final Operation.OpensCursor<T> opening;
    private final Call call;
    private final AtomicReference<State> state;
    private Forgotten.@Nullable Watch watch;

    /** The cursor that {@code first} has brought. Its session ends with the cursor on the server, not with the user's. */
    ServerCursor(OperationRunner runner, Operation.OpensCursor<T> opening, Call call, Batch<T> first) {
        this.runner = runner;
        this.opening = opening;
        this.call = call;
        this.state = new AtomicReference<>(
                first.cursorId() == 0 ? EXHAUSTED : new Open(first.cursorId(), first.namespace()));
        if (first.cursorId() == 0) {
            call.end();
        }
    }

    State state() {
        return state.get();
    }

    Call call() {
        return call;
    }

    void watchedBy(Forgotten.Watch by) {
        watch = by;
    }

    /** Asks for more, {@code batchSize} documents at most (0: as many as the server likes). */
    Batch<T> more(Open open, int batchSize) {
        Batch<T> batch;
        try {
            batch = runner.run(new GetMore<>(target(open), open.id(), batchSize, opening.decoder()), call);
        } catch (CursorLostException lost) {
            exhausted(open);
            throw lost;
        }
        if (batch.cursorId() == 0) {
            exhausted(open);
        } else {
            // Fails when another thread has closed the cursor meanwhile; the clean-up is in hand then.
            state.compareAndSet(open, new Open(batch.cursorId(), batch.namespace()));
        }
        return batch;
    }

    /** The server has nothing more, so there is nothing to clean up, even if the cursor was closed meanwhile. */
    private void exhausted(Open open) {
        if (!state.compareAndSet(open, EXHAUSTED)) {
            state.set(CLOSED);
        }
        over();
    }

    /** The user has all there may be, though the server does not think so. */
    void finish() {
        if (state.get() instanceof Open open && state.compareAndSet(open, EXHAUSTED)) {
            cleanUp(open);
        }
    }

    /** Closes the cursor; what is open on the server is left pending. Returns whether it was not closed before. */
    boolean close() {
        State before = state.get();
        while (!(before instanceof Closed)) {
            Closed after = before instanceof Open open ? new Closed(open) : CLOSED;
            if (state.compareAndSet(before, after)) {
                call.cancel();
                return true;
            }
            before = state.get();
        }
        return false;
    }

    /** Whether a clean-up waits for somebody to do it. */
    boolean isPending() {
        return state.get() instanceof Closed closed && closed.pending() != null;
    }

    /** Does the clean-up that waits. Only for a thread that nobody else uses the cursor beside. */
    void cleanUpPending() {
        if (state.get() instanceof Closed closed && closed.pending() != null && state.compareAndSet(closed, CLOSED)) {
            cleanUp(closed.pending());
        }
    }

    /**
     * An interrupted thread's clean-up would be interrupted, too, so a thread of the client does it; and so it does for streams whose time
     * may be over.
     */
    private void cleanUp(Open open) {
        if (!Thread.currentThread().isInterrupted() && !call.cleansUpAside()) {
            kill(open);
            return;
        }
        try {
            runner.cluster().scope().fork("kill-cursor", () -> {
                kill(open);
                return null;
            });
        } catch (ScopeException.Closed clientClosed) {
            over();
        }
    }

    private void kill(Open open) {
        call.restartForCleanUp(CLEAN_UP);
        try {
            runner.run(new KillCursors(target(open), open.id()), call);
        } catch (MongoException unreachable) {
            // The server forgets the cursor by itself after a while, and nobody is left to be told.
            System.getLogger("dev.weft.command")
                    .log(System.Logger.Level.DEBUG, "a cursor was left for the server to forget", unreachable);
        } finally {
            over();
        }
    }

    private void over() {
        call.end();
        Forgotten.Watch by = watch;
        if (by != null) {
            by.end();
        }
    }

    private Target target(Open open) {
        Target target = opening.target();
        return new Target(open.namespace(), target.settings(), target.options());
    }
}
