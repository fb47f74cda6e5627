package dev.weft.testbed.storage.memory;

import dev.weft.testbed.storage.Storage;
import dev.weft.testbed.wire.CommandFailure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.bson.BsonDocument;

/** A copy of a memory storage as of a while ago: it repeats what it hears of when its time has come. */
final class Follower implements Storage {
    /** So many changes wait for a reader; when there are more, those whose time has come are repeated without one. */
    private static final int MANY = 10_000;

    private record Heard(long nanos, Journal.Change change) {}

    private final MemoryStorage copy;
    private final Journal journal;
    private final LongSupplier until;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Heard> waiting = new ArrayDeque<>();

    Follower(MemoryStorage copy, Journal journal, LongSupplier until) {
        this.copy = copy;
        this.journal = journal;
        this.until = until;
    }

    @Override
    public BsonDocument run(String database, BsonDocument command) {
        catchUp();
        return copy.run(database, command);
    }

    void hear(long nanos, Journal.Change change) {
        lock.lock();
        try {
            waiting.addLast(new Heard(nanos, change));
            if (waiting.size() % MANY == 0) {
                catchUp();
            }
        } finally {
            lock.unlock();
        }
    }

    private void catchUp() {
        lock.lock();
        try {
            long now = until.getAsLong();
            while (!waiting.isEmpty() && waiting.getFirst().nanos - now <= 0) {
                waiting.removeFirst().change.repeat(copy);
            }
        } catch (CommandFailure failure) {
            throw new IllegalStateException("what was written cannot be repeated", failure);
        } finally {
            lock.unlock();
        }
    }

    /** Hears no more. Who reads from it at this moment may do so to the end. */
    @Override
    public void close() {
        journal.remove(this);
    }
}
