package dev.weft.pool;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The callers of {@link Pool#warmUp}, who wait for a number of resources rather than for one. */
final class WarmUps {
    private final Queue<WarmUp> running = new ConcurrentLinkedQueue<>();

    WarmUp begin() {
        WarmUp begun = new WarmUp(Thread.currentThread());
        running.add(begun);
        return begun;
    }

    void end(WarmUp ended) {
        running.remove(ended);
    }

    /** Something has changed that they may wait for. */
    void wake(@Nullable Throwable openingFailure) {
        for (WarmUp each : running) {
            if (openingFailure != null) {
                each.failure = openingFailure;
            }
            LockSupport.unpark(each.waiter);
        }
    }

    /** One of them. */
    static final class WarmUp {
        private final Thread waiter;
        volatile @Nullable Throwable failure;

        private WarmUp(Thread waiter) {
            this.waiter = waiter;
        }
    }
}
