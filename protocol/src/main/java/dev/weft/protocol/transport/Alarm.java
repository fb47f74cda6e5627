package dev.weft.protocol.transport;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A registered deadline. When it passes, the loop unparks the waiter, once; the waiter decides what that means.
 *
 * <p>The objects are used again by other waiters, so an alarm is disarmed once, by the thread that armed it for itself,
 * and not touched afterwards.
 */
public final class Alarm {
    /** No deadline. */
    static final long NONE = Long.MAX_VALUE;
    /** The loop has seen the deadline pass. */
    static final long FIRED = Long.MIN_VALUE;

    private static final VarHandle DEADLINE;
    private static final VarHandle TARGET;

    static {
        try {
            var lookup = MethodHandles.lookup();
            DEADLINE = lookup.findVarHandle(Alarm.class, "deadlineNanos", long.class);
            TARGET = lookup.findVarHandle(Alarm.class, "target", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile long deadlineNanos = NONE;

    /** Whom to wake: a thread, or the connection that has this alarm for life. Null while the alarm is free. */
    private volatile @Nullable Object target;

    Alarm(@Nullable Object target) {
        this.target = target;
    }

    /** Whether the loop has seen the deadline pass, after it looked at every socket once more. */
    public boolean fired() {
        return deadlineNanos == FIRED;
    }

    /** Frees the alarm. A call by any but the waiting thread does nothing. */
    public void disarm() {
        if (target == Thread.currentThread()) {
            clear();
            TARGET.setRelease(this, null);
        }
    }

    boolean claim(Thread waiter) {
        return target == null && TARGET.compareAndSet(this, null, waiter);
    }

    boolean taken() {
        return target != null;
    }

    void set(long deadline) {
        deadlineNanos = deadline == FIRED ? FIRED + 1 : deadline;
    }

    void clear() {
        DEADLINE.setRelease(this, NONE);
    }

    /** The deadline, or {@link #NONE} if there is none or it has passed. */
    long deadline() {
        long deadline = deadlineNanos;
        return deadline == FIRED ? NONE : deadline;
    }

    /** Fires if it is due. Returns the deadline that remains, or {@link #NONE}. Loop only. */
    long check(long nowNanos) {
        long deadline = deadlineNanos;
        if (deadline == NONE || deadline == FIRED) {
            return NONE;
        }
        if (deadline - nowNanos > 0) {
            return deadline;
        }
        // The deadline is taken first and the target read after it: if the alarm changed hands in between, the new
        // waiter is woken for nothing, and nobody's deadline is lost.
        if (DEADLINE.compareAndSet(this, deadline, FIRED)) {
            wake();
        }
        return NONE;
    }

    /** Fires at once, whatever the deadline. */
    void fireNow() {
        deadlineNanos = FIRED;
        wake();
    }

    private void wake() {
        Object whom = target;
        if (whom instanceof Thread waiter) {
            LockSupport.unpark(waiter);
        } else if (whom instanceof Line line) {
            line.alarmFired();
        }
    }

    /** The earlier of two deadlines, either of which may be {@link #NONE}. */
    static long earlier(long a, long b) {
        return isEarlier(a, b) ? a : b;
    }

    static boolean isEarlier(long a, long b) {
        return a != NONE && (b == NONE || a - b < 0);
    }
}
