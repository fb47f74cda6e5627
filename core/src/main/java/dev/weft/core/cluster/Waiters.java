package dev.weft.core.cluster;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Callers that wait for something to change. Woken together; each then looks again for itself. */
final class Waiters {
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Thread> threads = new HashSet<>();
    private volatile boolean any;

    /** To be called before the caller looks for the last time: what changes after that look wakes it. */
    void enter() {
        lock.lock();
        try {
            threads.add(Thread.currentThread());
            any = true;
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            threads.remove(Thread.currentThread());
            any = !threads.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Whether anybody waits. */
    boolean any() {
        return any;
    }

    void wake() {
        if (!any) {
            return;
        }
        lock.lock();
        try {
            threads.forEach(LockSupport::unpark);
        } finally {
            lock.unlock();
        }
    }
}
