package dev.weft.benchmarks.shape;

import java.util.concurrent.locks.LockSupport;

/** A platform thread that keeps the deadlines of a shape which has no thread for it. */
final class Timer {
    private final Thread thread = Thread.ofPlatform().daemon().name("deadlines").unstarted(this::run);
    private final Deadlines deadlines = new Deadlines(() -> LockSupport.unpark(thread));
    private volatile boolean stopping;

    static Timer start() {
        var timer = new Timer();
        timer.thread.start();
        return timer;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    void stop() {
        stopping = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!stopping) {
            long now = System.nanoTime();
            long wait = deadlines.untilScan(now);
            if (wait == 0) {
                deadlines.scan(now);
            } else if (wait == Deadlines.NONE) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, wait);
            }
        }
    }
}
