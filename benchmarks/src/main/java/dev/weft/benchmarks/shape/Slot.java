package dev.weft.benchmarks.shape;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Where a caller waits for what another thread reads. Both may end the wait, and a compare-and-set says who did. */
final class Slot {
    private static final int IDLE = 0;
    private static final int AWAITING = 1;
    private static final int REPLIED = 2;
    private static final int LEFT = 3;

    private final AtomicInteger state = new AtomicInteger(IDLE);
    /** Written before the state, read after it. */
    private @Nullable Thread waiter;

    private int requestId;

    /** Before the request is written. By the caller. */
    void begin(int id) {
        waiter = Thread.currentThread();
        requestId = id;
        state.set(AWAITING);
    }

    /** Parks without a timeout; who keeps the deadline unparks. Returns false if the caller has left. */
    boolean await(Deadline deadline) {
        while (state.get() != REPLIED) {
            if (deadline.fired() && leave()) {
                return false;
            }
            LockSupport.park(this);
        }
        return true;
    }

    /** Parks until the deadline at most. Returns false if the caller has left. */
    boolean awaitUntil(long deadlineNanos) {
        while (state.get() != REPLIED) {
            long remaining = deadlineNanos - System.nanoTime();
            if (remaining <= 0 && leave()) {
                return false;
            }
            LockSupport.parkNanos(this, remaining);
        }
        return true;
    }

    private boolean leave() {
        return state.compareAndSet(AWAITING, LEFT);
    }

    void wake() {
        LockSupport.unpark(waiter);
    }

    /** A whole reply is here. By the reader; returns false if nobody waits and the connection is free again. */
    boolean deliver(int responseTo) {
        int now = state.get();
        var caller = waiter;
        if (now == IDLE || now == REPLIED || responseTo != requestId) {
            throw new IllegalStateException("a reply to " + responseTo + " that nobody asked for, in state " + now);
        }
        if (now == AWAITING && state.compareAndSet(AWAITING, REPLIED)) {
            LockSupport.unpark(caller);
            return true;
        }
        state.set(IDLE);
        return false;
    }
}
