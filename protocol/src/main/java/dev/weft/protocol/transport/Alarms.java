package dev.weft.protocol.transport;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All deadlines of a loop, without an order and without a lock.
 *
 * <p>To set one is a volatile write of the deadline and a volatile read of {@link #nextWake}; only a deadline earlier
 * than that wakes the loop. Nearly all deadlines are replaced long before they pass, so the loop does not keep them
 * sorted: it looks at all of them when {@code nextWake} is here, at most once a millisecond and at least once a second
 * while any is set. Setting one allocates nothing once there are slots enough.
 */
final class Alarms {
    private static final long WINDOW_NANOS = 1_000_000_000;
    private static final long MIN_SPACING_NANOS = 1_000_000;
    private static final long MAX_SPACING_NANOS = 4_000_000;
    /** A scan may take this part of the loop's time, as far as the resolution allows. */
    private static final int SCAN_SHARE = 16;

    private static final int FIRST_SLOTS = 64;
    /** Where a free slot is looked for: at so many places, a few slots in a row at each. */
    private static final int PLACES = 8;

    private static final int SLOTS_AT_A_PLACE = 4;

    private static final VarHandle SLOTS;

    static {
        try {
            SLOTS = MethodHandles.lookup().findVarHandle(Alarms.class, "slots", Alarm[].class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Everything set before this moment is seen by the scan of this moment. Written by the loop. */
    private volatile long nextWake = Alarm.NONE;
    /** Set by whoever has an earlier deadline, cleared before a scan. */
    private volatile boolean rescan;

    private volatile Alarm[] slots = filled(new Alarm[0], FIRST_SLOTS);

    /** Connections bring an alarm of their own. Loop only. */
    private final List<Line> lines = new ArrayList<>();

    private long earliestScan;
    private long spacingNanos = MIN_SPACING_NANOS;

    Alarms(long nowNanos) {
        earliestScan = nowNanos;
    }

    /**
     * A free slot for a waiter. Slots stay where they are when there are to be more, so the older part stays dense while the
     * newer one is empty: a claim looks at places far from each other before it asks for more slots, or each one that begins
     * in the dense part would double them.
     */
    Alarm claim(Thread waiter) {
        for (; ; ) {
            Alarm[] all = slots;
            long place = waiter.threadId();
            for (int i = 0; i < PLACES; i++) {
                place = scattered(place);
                Alarm claimed = claimAt(all, (int) place, waiter);
                if (claimed != null) {
                    return claimed;
                }
            }
            SLOTS.compareAndSet(this, all, filled(all, all.length * 2));
        }
    }

    private static @Nullable Alarm claimAt(Alarm[] all, int place, Thread waiter) {
        for (int i = 0; i < SLOTS_AT_A_PLACE; i++) {
            Alarm alarm = all[(place + i) & (all.length - 1)];
            if (alarm.claim(waiter)) {
                return alarm;
            }
        }
        return null;
    }

    private static long scattered(long place) {
        long mixed = (place ^ (place >>> 32)) * 0x9E37_79B9_7F4A_7C15L;
        return mixed ^ (mixed >>> 32);
    }

    /** Sets a deadline; returns whether the loop must be woken for it. */
    boolean set(Alarm alarm, long deadlineNanos) {
        alarm.set(deadlineNanos);
        return Alarm.isEarlier(deadlineNanos, nextWake) && askForScan();
    }

    /** Asks for a scan soon; returns whether the loop must be woken for it. */
    boolean askForScan() {
        if (rescan) {
            // Somebody else asked, and the scan has not begun: it will see what this thread has written.
            return false;
        }
        rescan = true;
        return true;
    }

    /** A connection's own alarm takes part from now on, until the connection is closed. Loop only. */
    void add(Line line) {
        lines.add(line);
        // Its deadline may have been set, and asked for, before it was here to be seen.
        rescan = true;
    }

    /** Loop only. */
    List<Line> lines() {
        return lines;
    }

    /** Nanoseconds until the next scan is due, 0 if it is, {@link Alarm#NONE} if there is nothing to wait for. */
    long untilScan(long nowNanos) {
        long next = rescan ? nowNanos : nextWake;
        if (next == Alarm.NONE) {
            return Alarm.NONE;
        }
        return Math.max(0, Math.max(next - nowNanos, earliestScan - nowNanos));
    }

    /** Fires what is due. Loop only. */
    void scan(long nowNanos) {
        rescan = false;
        long window = nowNanos + WINDOW_NANOS;
        // Deadlines set during the scan and later than the window need no second look; earlier ones ask for it.
        nextWake = window;
        long first = checkAll(nowNanos);
        if (first == Alarm.NONE) {
            nextWake = Alarm.NONE;
            first = checkAll(nowNanos);
        }
        nextWake = first == Alarm.NONE ? Alarm.NONE : Alarm.earlier(first, window);
        long ended = System.nanoTime();
        spacingNanos = Math.clamp((ended - nowNanos) * SCAN_SHARE, MIN_SPACING_NANOS, MAX_SPACING_NANOS);
        earliestScan = ended + spacingNanos;
    }

    /** How many slots there are; for tests. */
    int slots() {
        return slots.length;
    }

    /** How many of them have a waiter; for tests. */
    int taken() {
        int count = 0;
        for (Alarm alarm : slots) {
            count += alarm.taken() ? 1 : 0;
        }
        return count;
    }

    /** Wakes every waiter, for the loop ends. */
    void fireAll() {
        for (Alarm alarm : slots) {
            alarm.fireNow();
        }
    }

    private long checkAll(long nowNanos) {
        long first = Alarm.NONE;
        for (Alarm alarm : slots) {
            first = Alarm.earlier(alarm.check(nowNanos), first);
        }
        for (int i = lines.size() - 1; i >= 0; i--) {
            Line line = lines.get(i);
            if (Phase.dead(line.state())) {
                lines.set(i, lines.getLast());
                lines.removeLast();
            } else if (line.notLookedAt()) {
                // One scan later: its reply may be there.
                first = Alarm.earlier(line.alarm().deadline(), first);
            } else {
                first = Alarm.earlier(line.alarm().check(nowNanos), first);
            }
        }
        return first;
    }

    private static Alarm[] filled(Alarm[] old, int size) {
        Alarm[] slots = Arrays.copyOf(old, size);
        for (int i = old.length; i < size; i++) {
            slots[i] = new Alarm(null);
        }
        return slots;
    }
}
