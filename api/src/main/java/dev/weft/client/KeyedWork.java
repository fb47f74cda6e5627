package dev.weft.client;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;

/** The keys of a parallel map, handed out one by one to whoever asks. Thread-safe. */
final class KeyedWork<K, R> implements Callable<Boolean> {
    private record Numbered<K>(int place, K key) {}

    private final ReentrantLock lock = new ReentrantLock();
    // Guarded by the lock, which is never held during a step.
    private final Iterator<? extends K> keys;
    private final TreeMap<Integer, R> results = new TreeMap<>();
    private int taken;

    private final Step<? super K, ? extends R> step;

    KeyedWork(Iterator<? extends K> keys, Step<? super K, ? extends R> step) {
        this.keys = keys;
        this.step = step;
    }

    boolean hasMore() {
        lock.lock();
        try {
            return keys.hasNext();
        } finally {
            lock.unlock();
        }
    }

    /** Works on keys until none is left; several threads may call it at once. */
    @Override
    public Boolean call() throws Exception {
        for (List<Numbered<K>> next = take(); !next.isEmpty(); next = take()) {
            Numbered<K> work = next.getFirst();
            put(work.place(), step.apply(work.key()));
        }
        return true;
    }

    List<R> results() {
        lock.lock();
        try {
            return new ArrayList<>(results.values());
        } finally {
            lock.unlock();
        }
    }

    // An empty list when nothing is left, or when the thread is told to stop between two steps.
    private List<Numbered<K>> take() {
        lock.lock();
        try {
            return keys.hasNext() && !Thread.currentThread().isInterrupted()
                    ? List.of(new Numbered<>(taken++, keys.next()))
                    : List.of();
        } finally {
            lock.unlock();
        }
    }

    private void put(int place, R result) {
        lock.lock();
        try {
            results.put(place, result);
        } finally {
            lock.unlock();
        }
    }
}
