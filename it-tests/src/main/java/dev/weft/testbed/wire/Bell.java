package dev.weft.testbed.wire;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** What threads wait at for a change. Whoever makes the change rings; whoever waits looks again whether it is theirs. */
public final class Bell {
    private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();

    /** Wakes everybody who waits here. To be called after the change can be seen. */
    public void ring() {
        waiting.forEach(LockSupport::unpark);
    }

    void join(Thread thread) {
        waiting.add(thread);
    }

    void leave(Thread thread) {
        waiting.remove(thread);
    }
}
