package dev.weft.pool;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The account between items and waiters: one long, {@code balance}, more than zero for idle items that nobody has
 * claimed, less than zero for waiters that nobody has undertaken to serve. Who changes it has thereby claimed or
 * promised something; never "check, then enqueue".
 *
 * <p>Two sums prove it. <b>Items</b>: a push precedes its +1, so there are always at least as many nodes with an item
 * in the stack as there are credits plus claims that have not popped yet; a pop therefore finds one. <b>Waiters</b>:
 * let W be the places in line, taken or about to be, that are not cancelled, and R the deliveries undertaken. While the
 * balance is below zero it is R - W, otherwise R = W. Deliveries and places meet in order, so with R &lt;= W each
 * delivery ends at a place, and no waiter sleeps while an item is idle. A waiter leaves
 *
 * <ul>
 *   <li>while the balance is below zero, by adding one to it (W - 1): only then its place is cancelled, so that
 *       deliveries pass by. A delivery that had arrived meanwhile is owed to somebody else and is passed on;
 *   <li>while it is not, a delivery for each place is on its way: the waiter refuses, and the deliverer takes its
 *       item back as if it were released again.
 * </ul>
 */
final class HandOff<T> {
    /** What the pool adds to the account. */
    interface Gate<T> {
        /** Whether an idle item may still be handed out; if not, it has been closed. Called while no cell is taken. */
        boolean admit(T item);

        /** There may be waiters without an item on its way: open one for them, or send them away. */
        void attend();
    }

    private final AtomicLong balance = new AtomicLong();
    private final IdleStack<T> idle = new IdleStack<>();
    private final WaitLine line = new WaitLine();
    private final Gate<T> gate;

    HandOff(Gate<T> gate) {
        this.gate = gate;
    }

    /**
     * Claims an idle item or, if the result is not above zero, counts the caller as a waiter, who then must enter the
     * line or {@link #withdraw}.
     */
    long claim() {
        return balance.getAndAdd(-1);
    }

    /** The item of a claim whose result was above zero. */
    T pop() {
        return idle.pop();
    }

    WaitLine line() {
        return line;
    }

    /** Hands an item to the first in line or lays it down as idle, and returns whether it was laid down. Never blocks. */
    boolean put(T item) {
        T mine = item;
        boolean laidDown = false;
        for (; ; ) {
            long before = balance.get();
            if (before < 0) {
                // Straight from hand to hand: no node, and no perished item in between.
                if (balance.compareAndSet(before, before + 1) && line.deliver(mine)) {
                    return laidDown;
                }
                continue;
            }
            idle.push(mine);
            laidDown = true;
            if (balance.getAndAdd(1) >= 0) {
                return true;
            }
            T other = popForWaiter();
            if (other == null || line.deliver(other)) {
                return true;
            }
            mine = other;
        }
    }

    /** A waiter is owed and a node is ours. Null if what was popped had perished and the debt was written back. */
    private @Nullable T popForWaiter() {
        do {
            T item = idle.pop();
            if (gate.admit(item)) {
                return item;
            }
        } while (balance.getAndAdd(-1) > 0);
        gate.attend();
        return null;
    }

    /** Leaves the line. False if something was delivered after all: then the place holds it. */
    boolean leave(WaitLine.Place place) {
        while (place.waiting()) {
            if (balance.get() >= 0) {
                return place.refuse();
            }
            if (withdraw()) {
                Object arrived = place.cancel();
                if (arrived != null) {
                    deliver(arrived);
                }
                return true;
            }
        }
        return false;
    }

    /** Stops counting the caller as a waiter; false if a delivery is under way for each of them. */
    boolean withdraw() {
        return raiseIfBelow(0);
    }

    /** Undertakes to deliver to one waiter; false if all are seen to. */
    boolean undertake() {
        return raiseIfBelow(0);
    }

    private boolean raiseIfBelow(long bound) {
        for (; ; ) {
            long before = balance.get();
            if (before >= bound) {
                return false;
            }
            if (balance.compareAndSet(before, before + 1)) {
                return true;
            }
        }
    }

    /** Delivers what was undertaken; a failure that is refused has found nobody to tell, an item is put back. */
    @SuppressWarnings("unchecked")
    void deliver(Object outcome) {
        if (!line.deliver(outcome) && !(outcome instanceof Failure)) {
            put((T) outcome);
        }
    }

    /** Delivers a failure to all who wait now. */
    void evict(Failure failure) {
        for (long left = waiters(); left > 0 && undertake(); left--) {
            deliver(failure);
        }
    }

    /** Takes idle items that are unfit out of wherever they lie. */
    void reap(Predicate<? super T> unfit, Consumer<? super T> removed) {
        for (IdleStack.Node<T> node = idle.first(); node != null; node = node.under()) {
            T item = node.item();
            if (item == null || !unfit.test(item)) {
                continue;
            }
            if (!claimIdle()) {
                break;
            }
            if (node.remove(item)) {
                removed.accept(item);
            } else {
                giveCreditBack();
            }
        }
        idle.prune();
    }

    /** Takes all idle items. */
    void drain(Consumer<? super T> removed) {
        while (claimIdle()) {
            removed.accept(idle.pop());
        }
    }

    /** Looks at the idle items of about now. */
    void forEachIdle(Consumer<? super T> visitor) {
        for (IdleStack.Node<T> node = idle.first(); node != null; node = node.under()) {
            T item = node.item();
            if (item != null) {
                visitor.accept(item);
            }
        }
    }

    /** Claims an idle item for {@link #pop}, if there is one; counts nobody as a waiter. */
    boolean claimIdle() {
        for (; ; ) {
            long before = balance.get();
            if (before <= 0) {
                return false;
            }
            if (balance.compareAndSet(before, before - 1)) {
                return true;
            }
        }
    }

    private void giveCreditBack() {
        if (balance.getAndAdd(1) < 0) {
            T item = popForWaiter();
            if (item != null) {
                deliver(item);
            }
        }
    }

    int waiters() {
        return (int) Math.max(0, -balance.get());
    }

    int idle() {
        return (int) Math.max(0, balance.get());
    }

    /** How many nodes the stack links, empty ones included; for tests. */
    int idleNodes() {
        return idle.nodes();
    }
}
