package dev.weft.pool;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Time that stands still until a test moves it, and the alarms that go off when it does. */
final class ManualTime implements LongSupplier, Alarms {
    private final AtomicLong now = new AtomicLong(1_000_000_000L);
    private final AtomicLong armed = new AtomicLong();
    private final Map<Due, Thread> alarms = new ConcurrentSkipListMap<>();

    private record Due(long atNanos, long number) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    @Override
    public long getAsLong() {
        return now.get();
    }

    @Override
    public Alarm arm(Thread waiter, long deadlineNanos) {
        Due due = new Due(deadlineNanos, armed.incrementAndGet());
        alarms.put(due, waiter);
        if (deadlineNanos <= now.get()) {
            LockSupport.unpark(waiter);
        }
        return () -> alarms.remove(due);
    }

    long in(long millis) {
        return now.get() + millis * 1_000_000;
    }

    void advance(long millis) {
        long later = now.addAndGet(millis * 1_000_000);
        for (Map.Entry<Due, Thread> each : alarms.entrySet()) {
            if (each.getKey().atNanos > later) {
                break;
            }
            LockSupport.unpark(each.getValue());
        }
    }

    int alarms() {
        return alarms.size();
    }
}
