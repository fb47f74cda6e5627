package dev.weft.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The idle items, last in first out (Treiber's stack). Each push makes a fresh node: nodes that are used twice would
 * allow ABA, and with it one item lent twice. An item leaves by exactly one CAS on its node, whoever does it: a pop, or
 * upkeep that takes it out of the middle.
 *
 * <p>Neither {@link #pop} nor {@link Node#remove} may be called without a credit of {@link HandOff}: each credit stands
 * for one node that still holds its item, which is why a pop finds one.
 */
final class IdleStack<T> {
    private final AtomicReference<@Nullable Node<T>> top = new AtomicReference<>();

    void push(T item) {
        Node<T> node = new Node<>(item);
        Node<T> under;
        do {
            under = top.get();
            node.linkUnder(under);
        } while (!top.compareAndSet(under, node));
    }

    T pop() {
        for (; ; ) {
            Node<T> node = top.get();
            if (node == null) {
                throw new IllegalStateException("A credit was claimed that no idle item stands for");
            }
            if (top.compareAndSet(node, node.under())) {
                T item = node.takeItem();
                if (item != null) {
                    return item;
                }
            }
        }
    }

    /** The first node, from which the others can be walked. */
    @Nullable
    Node<T> first() {
        return top.get();
    }

    /**
     * Unlinks nodes whose item was taken out of the middle, so that they don't pile up under a busy top. Races with
     * pops and with itself do no harm: below a node that is still in the stack nothing changes but this, and a node
     * that has left the stack is never read again.
     */
    void prune() {
        Node<T> node = top.get();
        while (node != null && node.item() == null) {
            top.compareAndSet(node, node.under());
            node = top.get();
        }
        while (node != null) {
            Node<T> under = node.under();
            if (under != null && under.item() == null) {
                node.linkUnder(under.under());
            } else {
                node = under;
            }
        }
    }

    /** How many nodes are linked, empty ones included; for tests. */
    int nodes() {
        int count = 0;
        for (Node<T> node = top.get(); node != null; node = node.under()) {
            count++;
        }
        return count;
    }

    /**
     * Holds an item until it is popped or removed; then null. Its fields are published by the CAS on the top, so that a
     * push costs no other fence.
     */
    static final class Node<T> {
        private static final VarHandle ITEM;
        private static final VarHandle UNDER;

        static {
            try {
                MethodHandles.Lookup lookup = MethodHandles.lookup();
                ITEM = lookup.findVarHandle(Node.class, "item", Object.class);
                UNDER = lookup.findVarHandle(Node.class, "under", Node.class);
            } catch (ReflectiveOperationException impossible) {
                throw new ExceptionInInitializerError(impossible);
            }
        }

        private @Nullable Object item;
        private @Nullable Node<T> under;

        Node(T item) {
            this.item = item;
        }

        @SuppressWarnings("unchecked")
        @Nullable
        T item() {
            return (T) ITEM.getVolatile(this);
        }

        @SuppressWarnings("unchecked")
        private @Nullable T takeItem() {
            return (T) ITEM.getAndSet(this, (Object) null);
        }

        /** Takes the item out of its place; false if a pop came first. */
        boolean remove(T expected) {
            return ITEM.compareAndSet(this, expected, (Object) null);
        }

        @SuppressWarnings("unchecked")
        @Nullable
        Node<T> under() {
            return (Node<T>) UNDER.getAcquire(this);
        }

        private void linkUnder(@Nullable Node<T> node) {
            UNDER.setRelease(this, node);
        }
    }
}
