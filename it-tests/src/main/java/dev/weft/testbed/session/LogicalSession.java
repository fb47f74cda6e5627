package dev.weft.testbed.session;

import dev.weft.testbed.wire.Bell;
import dev.weft.testbed.wire.ClientConnection;
import dev.weft.testbed.wire.CommandFailure;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.BsonDocument;

/**
 * A session as the server keeps it. What it remembers of its writes belongs to the command that has checked it out.
 */
public final class LogicalSession {
    private final BsonDocument lsid;
    private final Bell released = new Bell();
    private final AtomicBoolean checkedOut = new AtomicBoolean();
    private final Set<ClientConnection> users = ConcurrentHashMap.newKeySet();
    private final Map<Integer, BsonDocument> done = new HashMap<>();
    private volatile long lastUseNanos;
    private long txnNumber = -1;

    LogicalSession(BsonDocument lsid) {
        this.lsid = lsid.clone();
        used();
    }

    public BsonDocument lsid() {
        return lsid.clone();
    }

    void used() {
        lastUseNanos = System.nanoTime();
    }

    long lastUseNanos() {
        return lastUseNanos;
    }

    /** Rings when a command gives the session back. */
    public Bell released() {
        return released;
    }

    /** Takes the session for a numbered write; false if another command has it. */
    public boolean checkOut() {
        return checkedOut.compareAndSet(false, true);
    }

    public void checkIn() {
        checkedOut.set(false);
        released.ring();
    }

    /** Notes that a connection uses the session, and says which other one does so already. */
    public Optional<ClientConnection> enter(ClientConnection connection) {
        Optional<ClientConnection> other =
                users.stream().filter(user -> !user.equals(connection)).findFirst();
        users.add(connection);
        return other;
    }

    public void leave(ClientConnection connection) {
        users.remove(connection);
        released.ring();
    }

    /** Whether the connection still uses it: it neither got its answer nor was closed. */
    public boolean usedBy(ClientConnection connection) {
        return users.contains(connection) && !connection.gone();
    }

    /**
     * Begins a numbered write, or one of the same number again (retryable writes specification, "Transaction Number").
     * To be called by who has checked the session out.
     */
    public void begin(long number) {
        if (number < txnNumber) {
            throw new CommandFailure(
                    225,
                    "Retryable write with txnNumber " + number + " is prohibited on session " + lsid.toJson()
                            + " because a newer retryable write with txnNumber " + txnNumber
                            + " has already started on this session.");
        }
        if (number > txnNumber) {
            txnNumber = number;
            done.clear();
        }
    }

    /** What the statement answered when it was executed under the present number, if it was. */
    public Optional<BsonDocument> done(int statement) {
        return Optional.ofNullable(done.get(statement));
    }

    public void done(int statement, BsonDocument result) {
        done.put(statement, result);
    }
}
