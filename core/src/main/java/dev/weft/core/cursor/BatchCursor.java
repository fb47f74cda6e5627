package dev.weft.core.cursor;

import dev.weft.ServerAddress;
import dev.weft.TimeoutMode;
import dev.weft.core.cluster.Server;
import dev.weft.core.operation.Batch;
import dev.weft.core.operation.Field;
import dev.weft.core.operation.Operation;
import dev.weft.core.operation.Options;
import dev.weft.error.InterruptedCallException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a cursor, batch by batch, decoded one by one.
 *
 * <p>Serves one thread at a time: handing it over is fine, overlap is an {@link IllegalStateException}. {@link #close} may come from any
 * thread and makes the one that waits leave.
 */
public final class BatchCursor<T> implements Iterator<T>, AutoCloseable {
    private final ServerCursor<T> cursor;
    private final long limit;
    private final int batchSize;
    private final boolean tailable;
    private final boolean timedByStep;
    private final AtomicReference<@Nullable Thread> user = new AtomicReference<>();

    private Batch.Documents<T> documents;
    private long received;

    BatchCursor(ServerCursor<T> cursor, Operation.OpensCursor<T> opening, Batch<T> first) {
        Options options = opening.target().options();
        this.cursor = cursor;
        this.limit = opening.limit();
        this.batchSize = opening.batchSize();
        this.tailable = options.is(Field.TAILABLE);
        this.timedByStep = tailable || options.get(Field.TIMEOUT_MODE) == TimeoutMode.EACH_BATCH;
        this.documents = first.documents();
        this.received = first.size();
        closeAtLimit();
    }

    /** Whether there is another document. Asks the server if need be; on a tailable cursor, waits until there is one. */
    @Override
    public boolean hasNext() {
        enter();
        try {
            beginStep();
            while (documents.left() == 0 && cursor.state() instanceof ServerCursor.Open open) {
                fetch(open);
            }
            return documents.left() > 0;
        } finally {
            leave();
        }
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the cursor has no more documents");
        }
        return take();
    }

    /** The next document, if there is one after at most one question to the server. */
    public Optional<T> tryNext() {
        enter();
        try {
            beginStep();
            if (documents.left() == 0 && cursor.state() instanceof ServerCursor.Open open) {
                fetch(open);
            }
            return documents.left() == 0 ? Optional.empty() : Optional.of(documents.next());
        } finally {
            leave();
        }
    }

    /** What is buffered, else one more batch; empty at the end and, on a tailable cursor, when there is nothing new. */
    public List<T> nextBatch() {
        enter();
        try {
            beginStep();
            // A server may answer with an empty batch and go on; only a tailable cursor's user wants to know that.
            while (documents.left() == 0 && cursor.state() instanceof ServerCursor.Open open) {
                fetch(open);
                if (tailable) {
                    break;
                }
            }
            List<T> batch = new ArrayList<>(documents.left());
            while (documents.left() > 0) {
                batch.add(documents.next());
            }
            return batch;
        } finally {
            leave();
        }
    }

    /** How many documents can be had without asking the server. */
    public int buffered() {
        return documents.left();
    }

    /** The server that has the cursor. */
    public ServerAddress server() {
        Server server = cursor.call().server();
        if (server == null) {
            throw new IllegalStateException("a cursor is opened on a server");
        }
        return server.address();
    }

    /** Whether the server has nothing more, whatever is buffered here. */
    public boolean exhausted() {
        return cursor.state() instanceof ServerCursor.Exhausted;
    }

    /**
     * Closes the cursor here and on the server, which takes at most the timeout that was set or else five seconds. A thread that waits in
     * the cursor leaves, and does the rest.
     */
    @Override
    public void close() {
        if (cursor.close() && user.compareAndSet(null, Thread.currentThread())) {
            leave();
        }
    }

    private T take() {
        enter();
        try {
            return documents.next();
        } finally {
            leave();
        }
    }

    private void fetch(ServerCursor.Open open) {
        try {
            Batch<T> batch = cursor.more(open, nextBatchSize());
            documents = batch.documents();
            received += batch.size();
            closeAtLimit();
        } catch (InterruptedCallException left) {
            if (cursor.state() instanceof ServerCursor.Closed
                    && !Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("the cursor was closed by another thread", left);
            }
            throw left;
        }
    }

    /** Never more than the limit leaves (CRUD specification, "Combinations of limit and batchSize"). */
    private int nextBatchSize() {
        return limit == 0 || batchSize == 0 ? batchSize : (int) Math.min(batchSize, limit - received);
    }

    /** From 5.0 on servers keep a cursor open whose limit is reached at the end of a batch; nobody would ask it for more. */
    private void closeAtLimit() {
        if (limit != 0 && received >= limit) {
            cursor.finish();
        }
    }

    private void beginStep() {
        if (timedByStep && documents.left() == 0) {
            cursor.call().restart();
        }
    }

    private void enter() {
        Thread current = Thread.currentThread();
        Thread other = user.compareAndExchange(null, current);
        if (other != null) {
            throw new IllegalStateException(
                    "a cursor serves one thread at a time: " + other.getName() + " is using it");
        }
        if (cursor.state() instanceof ServerCursor.Closed) {
            leave();
            throw new IllegalStateException("the cursor is closed");
        }
    }

    /** Who leaves a cursor that was closed meanwhile does the clean-up; the closer does it if nobody is there to leave. */
    private void leave() {
        cursor.cleanUpPending();
        user.set(null);
        if (cursor.isPending() && user.compareAndSet(null, Thread.currentThread())) {
            cursor.cleanUpPending();
            user.set(null);
        }
    }
}
