package dev.weft.testbed.wire;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What threads wait at for a change. Whoever makes the change rings; whoever waits looks again whether it is theirs. */
public final class Bell {
    private static final long LOOK_NANOS = 2_000_000;

    private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();

    /** Wakes everybody who waits here. To be called after the change can be seen. */
    public void ring() {
        waiting.forEach(LockSupport::unpark);
    }

    /** Waits here until the condition holds or the time is up; who changes it without ringing is noticed a moment later. */
    public void await(long deadlineNanos, BooleanSupplier until) {
        join(Thread.currentThread());
        try {
            while (!until.getAsBoolean()) {
                long rest = deadlineNanos - System.nanoTime();
                if (rest <= 0) {
                    return;
                }
                LockSupport.parkNanos(Math.min(rest, LOOK_NANOS));
            }
        } finally {
            leave(Thread.currentThread());
        }
    }

    void join(Thread thread) {
        waiting.add(thread);
    }

    void leave(Thread thread) {
        waiting.remove(thread);
    }
}
