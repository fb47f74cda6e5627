package dev.weft.testbed.storage.memory;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What happens to the data of a memory storage, in order, told to those who follow it, as an oplog tells it (server manual,
 * "Replica Set Oplog"); as long as nobody does, nothing is
 * written down. It is called by who holds the backend's write lock.
 */
final class Journal {
    /** One change, to be repeated on a copy. */
    @FunctionalInterface
    interface Change {
        void repeat(MemoryStorage copy);
    }

    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private boolean muted;

    /** Whether changes of single documents are to be told. */
    boolean listens() {
        return !muted && !followers.isEmpty();
    }

    boolean followed() {
        return !followers.isEmpty();
    }

    void tell(Change change) {
        long now = System.nanoTime();
        followers.forEach(follower -> follower.hear(now, change));
    }

    /** While a command runs that is told as a whole, what it does to single documents is not. */
    void mute(boolean value) {
        muted = value;
    }

    void add(Follower follower) {
        followers.add(follower);
    }

    void remove(Follower follower) {
        followers.remove(follower);
    }
}
