package dev.weft.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The right to use one resource, given back exactly once by {@link #release()} or {@link #discard(CloseReason)}. Both
 * may be called from any thread, the I/O loop's included, and never block; the other methods belong to the holder.
 *
 * @param <R> the kind of resource
 */
public final class Lease<R> {
    private static final int LENT = 0;
    private static final int DRAINING = 1;
    private static final int RETURNED = 2;
    private static final VarHandle PHASE;

    static {
        try {
            PHASE = MethodHandles.lookup().findVarHandle(Lease.class, "phase", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Slot<R> slot;
    private Purpose purpose;
    private int phase;

    Lease(Slot<R> slot, Purpose purpose) {
        this.slot = slot;
        this.purpose = purpose;
    }

    /** The resource; not to be used once the lease is given back. */
    public R resource() {
        return slot.resource;
    }

    /** The number of the resource in its pool, from 1. */
    public long connectionId() {
        return slot.connectionId;
    }

    /**
     * The generation the resource was opened under, of its service if it has one; to be compared with {@link
     * Pool#generation()}.
     */
    public int generation() {
        return slot.generation;
    }

    /** The service behind a load balancer that the resource talks to, or null. */
    public @Nullable Object serviceId() {
        return slot.serviceId;
    }

    /** What the resource is used for. */
    public Purpose purpose() {
        return purpose;
    }

    /** Changes what the resource is used for, as when a first batch leaves a cursor open. */
    public void purpose(Purpose changed) {
        slot.home.tally().moved(purpose, changed);
        purpose = changed;
    }

    /**
     * The holder leaves, but the resource has to wait for a late reply: it stays counted, as draining, until somebody
     * releases or discards it.
     *
     * @throws IllegalStateException if it is draining or given back already
     */
    public void drain() {
        if (!PHASE.compareAndSet(this, LENT, DRAINING)) {
            throw new IllegalStateException("Connection " + connectionId() + " is draining or returned already");
        }
        slot.home.tally().draining(purpose);
    }

    /**
     * Gives the resource back: to the first in line, else to the idle ones; or closes it if it has perished.
     *
     * @throws IllegalStateException if it was given back before
     */
    public void release() {
        giveUp();
        slot.home.checkIn(slot);
    }

    /**
     * Gives the resource back to be closed.
     *
     * @throws IllegalStateException if it was given back before
     */
    public void discard(CloseReason reason) {
        giveUp();
        slot.home.discard(slot, reason, null);
    }

    /** As {@link #discard(CloseReason)} with {@link CloseReason#ERROR}, and tells the error in ConnectionClosed. */
    public void discard(Throwable error) {
        giveUp();
        slot.home.discard(slot, CloseReason.ERROR, error);
    }

    private void giveUp() {
        int before = (int) PHASE.getAndSet(this, RETURNED);
        if (before == RETURNED) {
            throw new IllegalStateException("Connection " + connectionId() + " was returned already");
        }
        slot.home.tally().returned(purpose, before == DRAINING);
    }
}
