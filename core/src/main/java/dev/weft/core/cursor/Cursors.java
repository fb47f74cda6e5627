package dev.weft.core.cursor;

import dev.weft.TimeoutMode;
import dev.weft.core.execute.Bound;
import dev.weft.core.execute.Call;
import dev.weft.core.execute.OperationRunner;
import dev.weft.core.operation.Batch;
import dev.weft.core.operation.Field;
import dev.weft.core.operation.Operation;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.Target;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Opens the cursors of one client. Shared by all its callers. */
public final class Cursors {
    private final OperationRunner runner;
    private final Forgotten forgotten;

    /** Cursors that are opened and continued by {@code runner}. */
    public Cursors(OperationRunner runner) {
        this.runner = runner;
        this.forgotten = new Forgotten(runner.cluster().scope());
    }

    /**
     * Runs the command that opens a cursor, and returns it with the first batch in hand.
     *
     * @throws IllegalArgumentException when the options about time contradict each other (timeouts specification, "Cursors")
     */
    public <T> BatchCursor<T> open(Operation.OpensCursor<T> opening, Bound bound) {
        check(opening.target());
        Call call = runner.call(opening, bound).goesOn();
        BatchCursor<T> opened = null;
        try {
            opened = opened(opening, call, runner.run(opening, call));
            return opened;
        } finally {
            endUnless(opened, call);
        }
    }

    /** The same in a call that is at hand and only for this cursor, which ends it. Not by way of the other: each frame counts there. */
    public <T> BatchCursor<T> open(Operation.OpensCursor<T> opening, Call call) {
        check(opening.target());
        BatchCursor<T> opened = null;
        try {
            opened = opened(opening, call, runner.run(opening, call.goesOn()));
            return opened;
        } finally {
            endUnless(opened, call);
        }
    }

    private <T> BatchCursor<T> opened(Operation.OpensCursor<T> opening, Call call, Batch<T> first) {
        var onServer = new ServerCursor<>(runner, opening, call, first);
        var cursor = new BatchCursor<>(onServer, opening, first);
        if (onServer.state() instanceof ServerCursor.Open) {
            forgotten.watch(cursor, onServer);
        }
        return cursor;
    }

    private static void endUnless(@Nullable BatchCursor<?> opened, Call call) {
        if (opened == null) {
            call.end();
        }
    }

    /** How many cursors are open on servers. */
    public int open() {
        return forgotten.watched();
    }

    private static void check(Target target) {
        Options options = target.options();
        Duration forThisCall = options.duration(Field.TIMEOUT);
        Duration timeout = forThisCall == null ? target.settings().timeout().orElse(null) : forThisCall;
        Object mode = options.get(Field.TIMEOUT_MODE);
        if (mode != null && timeout == null) {
            throw new IllegalArgumentException("timeoutMode says what a timeout counts: set a timeout, too");
        }
        if (mode == TimeoutMode.WHOLE_CURSOR && options.is(Field.TAILABLE)) {
            throw new IllegalArgumentException(
                    "a tailable cursor has no end that a timeout could be for: use " + TimeoutMode.EACH_BATCH);
        }
        Duration await = options.duration(Field.MAX_AWAIT);
        if (await != null && timeout != null && timeout.isPositive() && await.compareTo(timeout) >= 0) {
            throw new IllegalArgumentException(
                    "waiting " + await.toMillis() + " ms for new documents would outlast the timeout of "
                            + timeout.toMillis() + " ms: wait for less, or allow more");
        }
    }
}
