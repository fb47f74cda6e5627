package dev.weft.core.cluster;

import dev.weft.core.time.Deadline;
import java.time.Duration;

/** Rests of the client's callers and threads that only an interrupt or the end of the client cuts short. */
final class Pauses {
    private final Engine engine;
    private final Waiters resting = new Waiters();
    private volatile boolean over;

    Pauses(Engine engine) {
        this.engine = engine;
    }

    /** Returns when the pause is over, or, with {@code STOPPED}, when the calling thread is interrupted or the client is closed. */
    Wakeable.End rest(Duration pause) {
        return restUntil(Deadline.after(engine.clock().nanoTime(), pause));
    }

    /** As {@link #rest}, until a reading of the clock. */
    Wakeable.End restUntil(long deadlineNanos) {
        resting.enter();
        try {
            while (!Deadline.passed(deadlineNanos, engine.clock().nanoTime())) {
                if (over || Thread.currentThread().isInterrupted()) {
                    return Wakeable.End.STOPPED;
                }
                engine.parking().park(this, deadlineNanos);
            }
            return Wakeable.End.TIME;
        } finally {
            resting.leave();
        }
    }

    /** Nobody rests any longer, now and later. */
    void end() {
        over = true;
        resting.wake();
    }
}
