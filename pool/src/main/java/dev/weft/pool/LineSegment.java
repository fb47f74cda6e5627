package dev.weft.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A piece of {@link WaitLine}: 32 cells, linked both ways. A segment whose cells are all cancelled and to which neither
 * end of the line points is removed: it unlinks itself from its living neighbours, so that a stuck line with callers
 * who come and give up stays short (the list of the CQS paper, Koval et al., PLDI 2023, section 4 and appendix).
 */
final class LineSegment {
    static final int SIZE = 32;

    private static final int PIN = 1 << 16;
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(Object[].class);
    private static final VarHandle COUNT;
    private static final VarHandle NEXT;
    private static final VarHandle PREVIOUS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            COUNT = lookup.findVarHandle(LineSegment.class, "count", int.class);
            NEXT = lookup.findVarHandle(LineSegment.class, "next", LineSegment.class);
            PREVIOUS = lookup.findVarHandle(LineSegment.class, "previous", LineSegment.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    final long id;
    private final @Nullable Object[] cells = new @Nullable Object[SIZE];
    private final long[] enteredNanos = new long[SIZE];

    /** Cancelled cells, plus {@link #PIN} for each end of the line that points here. */
    private volatile int count;

    private volatile @Nullable LineSegment next;
    private volatile @Nullable LineSegment previous;

    LineSegment(long id, @Nullable LineSegment previous, int pins) {
        this.id = id;
        this.previous = previous;
        this.count = pins * PIN;
    }

    @Nullable
    Object cell(int index) {
        return CELL.getVolatile(cells, index);
    }

    boolean casCell(int index, @Nullable Object expected, Object value) {
        return CELL.compareAndSet(cells, index, expected, value);
    }

    @Nullable
    Object replaceCell(int index, Object value) {
        return CELL.getAndSet(cells, index, value);
    }

    /** Written before the cell is published, so that who sees the waiter sees its time. */
    void entered(int index, long nanos) {
        enteredNanos[index] = nanos;
    }

    long entered(int index) {
        return enteredNanos[index];
    }

    @Nullable
    LineSegment next() {
        return next;
    }

    /** Lets what lies behind the head be collected. */
    void forgetPrevious() {
        previous = null;
    }

    /**
     * The first segment from here on that is not removed and whose id is not below the given one; appends segments as
     * needed.
     */
    LineSegment find(long wantedId) {
        LineSegment segment = this;
        while (segment.id < wantedId || segment.removed()) {
            LineSegment following = segment.next;
            if (following == null) {
                following = new LineSegment(segment.id + 1, segment, 0);
                if (!NEXT.compareAndSet(segment, (LineSegment) null, following)) {
                    continue;
                }
                // The last segment can't be removed; now that it isn't the last, it may be due.
                if (segment.removed()) {
                    segment.remove();
                }
            }
            segment = following;
        }
        return segment;
    }

    boolean removed() {
        return count == SIZE && next != null;
    }

    /** An end of the line is about to point here; false if it is too late for that. */
    boolean pin() {
        for (; ; ) {
            int now = count;
            if (now == SIZE && next != null) {
                return false;
            }
            if (COUNT.compareAndSet(this, now, now + PIN)) {
                return true;
            }
        }
    }

    /** An end of the line no longer points here. */
    void unpin() {
        if ((int) COUNT.getAndAdd(this, -PIN) - PIN == SIZE) {
            remove();
        }
    }

    /** One more cell was cancelled; told once for each cell. */
    void cellCancelled() {
        if ((int) COUNT.getAndAdd(this, 1) + 1 == SIZE) {
            remove();
        }
    }

    private void remove() {
        if (next == null) {
            return;
        }
        for (; ; ) {
            LineSegment left = livingLeft();
            LineSegment right = livingRight();
            right.linkPrevious(left);
            if (left != null) {
                left.next = right;
            }
            // A neighbour removed meanwhile may have linked us past each other: look again.
            if (!right.removed() && (left == null || !left.removed())) {
                return;
            }
        }
    }

    private void linkPrevious(@Nullable LineSegment left) {
        LineSegment now;
        do {
            now = previous;
        } while (now != null && !PREVIOUS.compareAndSet(this, now, left));
    }

    private @Nullable LineSegment livingLeft() {
        LineSegment segment = previous;
        while (segment != null && segment.removed()) {
            segment = segment.previous;
        }
        return segment;
    }

    private LineSegment livingRight() {
        LineSegment segment = this;
        for (LineSegment following = next; following != null; following = segment.next) {
            segment = following;
            if (!segment.removed()) {
                break;
            }
        }
        return segment;
    }
}
