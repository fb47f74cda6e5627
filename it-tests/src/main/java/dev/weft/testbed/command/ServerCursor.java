package dev.weft.testbed.command;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * What is left of a result, on the member that computed it (server manual, "Cursors" and "Tailable Cursors"; find, getMore and
 * killCursors specification). It belongs to the command that has checked it out.
 */
final class ServerCursor {
    /** Where a tailable cursor gets what was added behind the last document it has given out. */
    interface Tail {
        Collection<BsonDocument> after(Optional<BsonValue> lastId) throws IOException;
    }

    /**
     * How a cursor was opened.
     *
     * @param tail there for a tailable cursor, which stays open when it has nothing to give
     * @param awaitsData whether a getMore waits when there is nothing
     * @param keepsOpen whether it outlives a long silence of its client
     * @param endsAtLast whether it ends with its last document, and not with the first look behind that
     */
    record Manner(Optional<Tail> tail, boolean awaitsData, boolean keepsOpen, boolean endsAtLast) {
        static final Manner PLAIN = new Manner(Optional.empty(), false, false, false);
    }

    private final long id;
    private final String namespace;
    private final Optional<BsonDocument> lsid;
    private final Manner manner;
    private final Deque<BsonDocument> rest;
    private final AtomicBoolean checkedOut = new AtomicBoolean();
    private volatile long lastUseNanos = System.nanoTime();
    private Optional<BsonValue> lastId = Optional.empty();

    ServerCursor(long id, Exchange x, String namespace, Collection<BsonDocument> documents, Manner manner) {
        this.id = id;
        this.namespace = namespace;
        this.lsid = x.session().map(session -> session.lsid());
        this.manner = manner;
        this.rest = new ArrayDeque<>(documents);
    }

    long id() {
        return id;
    }

    String namespace() {
        return namespace;
    }

    Optional<BsonDocument> lsid() {
        return lsid;
    }

    Manner manner() {
        return manner;
    }

    long idleNanos() {
        return System.nanoTime() - lastUseNanos;
    }

    boolean checkOut() {
        lastUseNanos = System.nanoTime();
        return checkedOut.compareAndSet(false, true);
    }

    void checkIn() {
        lastUseNanos = System.nanoTime();
        checkedOut.set(false);
    }

    boolean hasNext() {
        return !rest.isEmpty();
    }

    BsonDocument peek() {
        return rest.getFirst();
    }

    BsonDocument next() {
        BsonDocument document = rest.removeFirst();
        lastId = Optional.ofNullable(document.get("_id"));
        return document;
    }

    /** Looks whether there is more behind the end; only for a tailable cursor. */
    void refill() throws IOException {
        if (rest.isEmpty() && manner.tail.isPresent()) {
            rest.addAll(manner.tail.get().after(lastId));
        }
    }
}
