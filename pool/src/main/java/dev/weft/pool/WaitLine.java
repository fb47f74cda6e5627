package dev.weft.pool;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The line of waiters: an endless row of cells, one for each waiter and one for each delivery, met in order (the CQS
 * design, Koval et al., PLDI 2023). Who enters takes the next cell at the tail, who delivers the next at the head. A
 * cell goes
 *
 * <pre>
 * empty -> waiter -> outcome -> TAKEN      the usual way
 * empty -> outcome -> TAKEN                the delivery came first; the waiter finds it there
 * waiter or outcome -> CANCELLED           the waiter left and no delivery will come for it: deliveries pass by
 * waiter -> REFUSED                        the waiter left but a delivery is on its way to this cell: it must turn back
 * </pre>
 *
 * {@link HandOff} keeps the account that says which of the last two is right; the line itself knows neither items nor
 * counts. An outcome is any object but a thread.
 */
final class WaitLine {
    private static final Object CANCELLED = new Object();
    private static final Object REFUSED = new Object();
    private static final Object TAKEN = new Object();

    private final AtomicReference<LineSegment> head;
    private final AtomicReference<LineSegment> tail;
    private final AtomicLong headIndex = new AtomicLong();
    private final AtomicLong tailIndex = new AtomicLong();

    WaitLine() {
        LineSegment first = new LineSegment(0, null, 2);
        head = new AtomicReference<>(first);
        tail = new AtomicReference<>(first);
    }

    /** Takes the next place in line for a thread that {@link HandOff} counts as waiting. */
    Place enter(Thread waiter, long nowNanos) {
        // The end is read before the index is taken: it then can't lie beyond the cell.
        LineSegment end = tail.get();
        long index = tailIndex.getAndIncrement();
        LineSegment segment = findAndMove(tail, end, index / LineSegment.SIZE);
        int cell = (int) (index % LineSegment.SIZE);
        segment.entered(cell, nowNanos);
        segment.casCell(cell, null, waiter);
        return new Place(segment, cell, waiter);
    }

    /**
     * Delivers to the first in line, who is known to exist or to be on its way. Nothing that could block or throw
     * happens between taking a cell and the CAS.
     *
     * @return false if that one has left and the outcome is still the caller's
     */
    boolean deliver(Object outcome) {
        for (; ; ) {
            LineSegment start = head.get();
            long index = headIndex.getAndIncrement();
            LineSegment segment = findAndMove(head, start, index / LineSegment.SIZE);
            segment.forgetPrevious();
            long firstIndex = segment.id * LineSegment.SIZE;
            if (firstIndex > index) {
                // Whole segments of cancelled cells are gone: jump over them instead of counting through them.
                headIndex.compareAndSet(index + 1, firstIndex);
                continue;
            }
            int cell = (int) (index - firstIndex);
            Object met = meet(segment, cell, outcome);
            if (met != CANCELLED) {
                return met != REFUSED;
            }
        }
    }

    private static @Nullable Object meet(LineSegment segment, int cell, Object outcome) {
        for (; ; ) {
            Object seen = segment.cell(cell);
            if (seen == CANCELLED || seen == REFUSED) {
                return seen;
            }
            if (segment.casCell(cell, seen, outcome)) {
                if (seen instanceof Thread waiter) {
                    LockSupport.unpark(waiter);
                }
                return seen;
            }
        }
    }

    private static LineSegment findAndMove(AtomicReference<LineSegment> end, LineSegment start, long id) {
        for (; ; ) {
            LineSegment segment = start.find(id);
            if (moveForward(end, segment)) {
                return segment;
            }
        }
    }

    private static boolean moveForward(AtomicReference<LineSegment> end, LineSegment to) {
        for (; ; ) {
            LineSegment now = end.get();
            if (now.id >= to.id) {
                return true;
            }
            if (!to.pin()) {
                return false;
            }
            if (end.compareAndSet(now, to)) {
                now.unpin();
                return true;
            }
            to.unpin();
        }
    }

    /**
     * When the first in line entered, or {@code otherwise} if nobody is seen waiting. A segment that is linked holds a
     * live cell or is an end, so the walk is short.
     */
    long oldestNanos(long otherwise) {
        long from = headIndex.get();
        for (LineSegment segment = head.get(); segment != null; segment = segment.next()) {
            long first = segment.id * LineSegment.SIZE;
            for (int cell = (int) Math.max(0, Math.min(from - first, LineSegment.SIZE));
                    cell < LineSegment.SIZE;
                    cell++) {
                if (segment.cell(cell) instanceof Thread) {
                    return segment.entered(cell);
                }
            }
        }
        return otherwise;
    }

    /** How many segments are linked from the head on; for tests. */
    int segments() {
        int count = 0;
        for (LineSegment segment = head.get(); segment != null; segment = segment.next()) {
            count++;
        }
        return count;
    }

    /** One waiter's place in the line; used by that waiter alone. */
    static final class Place {
        private final LineSegment segment;
        private final int cell;
        private final Thread waiter;

        /** Taken, refused or cancelled: the cell is no longer this waiter's to touch. */
        private boolean done;

        private Place(LineSegment segment, int cell, Thread waiter) {
            this.segment = segment;
            this.cell = cell;
            this.waiter = waiter;
        }

        /** Takes what was delivered; null while nothing was, and once the waiter has left. */
        @Nullable
        Object take() {
            if (done || waiting()) {
                return null;
            }
            done = true;
            return segment.replaceCell(cell, TAKEN);
        }

        boolean waiting() {
            return segment.cell(cell) == waiter;
        }

        /** Turns away the delivery that is on its way here; false if it has arrived. */
        boolean refuse() {
            done = segment.casCell(cell, waiter, REFUSED);
            return done;
        }

        /**
         * Marks the place as left for good; what had been delivered to it all the same is returned and is the caller's
         * to pass on.
         */
        @Nullable
        Object cancel() {
            done = true;
            Object seen = segment.replaceCell(cell, CANCELLED);
            segment.cellCancelled();
            return seen == waiter ? null : seen;
        }
    }
}
