package dev.weft.core.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A clock that a test moves; whoever parks by it wakes when it is moved. */
public final class ManualClock implements NanoClock, Parking {
    private final AtomicLong nanos;
    private final ConcurrentHashMap<Thread, Long> parked = new ConcurrentHashMap<>();

    public ManualClock(long startNanos) {
        nanos = new AtomicLong(startNanos);
    }

    @Override
    public long nanoTime() {
        return nanos.get();
    }

    @Override
    public Instant now() {
        return Instant.EPOCH.plusNanos(nanos.get());
    }

    public void advance(Duration by) {
        nanos.addAndGet(by.toNanos());
        parked.keySet().forEach(LockSupport::unpark);
    }

    /** How many threads wait for this clock or for an unpark. */
    public int sleepers() {
        return parked.size();
    }

    @Override
    public void park(Object blocker, long deadlineNanos) {
        parked.put(Thread.currentThread(), deadlineNanos);
        if (!Deadline.passed(deadlineNanos, nanos.get())) {
            LockSupport.park(blocker);
        }
        parked.remove(Thread.currentThread());
    }
}
