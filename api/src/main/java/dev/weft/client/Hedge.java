package dev.weft.client;

import dev.weft.core.time.Deadline;
import dev.weft.core.time.NanoClock;
import dev.weft.core.time.Parking;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A task, and a backup that begins when the task is late or has failed. Each half runs on a thread of its own. */
final class Hedge<R> {
    private final Callable<? extends R> task;
    private final Callable<? extends R> backup;
    private final NanoClock clock;
    private final Parking parking;
    private final long lateNanos;
    private final AtomicReference<@Nullable Thread> waiting = new AtomicReference<>();
    private volatile boolean failed;

    Hedge(Callable<? extends R> task, Callable<? extends R> backup, NanoClock clock, Parking parking, long lateNanos) {
        this.task = task;
        this.backup = backup;
        this.clock = clock;
        this.parking = parking;
        this.lateNanos = lateNanos;
    }

    R first() throws Exception {
        boolean done = false;
        try {
            R result = task.call();
            done = true;
            return result;
        } finally {
            if (!done) {
                failed = true;
                LockSupport.unpark(waiting.get());
            }
        }
    }

    R second() throws Exception {
        // Published before the flag is read: either we see the failure, or the failing half sees us and unparks.
        waiting.set(Thread.currentThread());
        while (!failed && !Deadline.passed(lateNanos, clock.nanoTime())) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the task was in time");
            }
            parking.park(this, lateNanos);
        }
        return backup.call();
    }
}
