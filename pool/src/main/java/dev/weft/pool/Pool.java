package dev.weft.pool;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A strictly fair pool without locks: callers are served in the order of asking, and a resource that comes back goes
 * straight to the first in line. It behaves as the connection pool of MongoDB's CMAP specification; what it pools is up
 * to the {@link ResourceFactory}.
 *
 * <p>The first in line receives either a resource that came back or one that was opened for the line, whichever comes
 * first. Idle resources are lent last in, first out. Whoever leaves the line, by deadline, interrupt or clear, passes
 * on what was handed to it.
 *
 * <p>A pool starts paused and belongs to whoever checks the health of its server: {@link #ready()} after a good check,
 * {@link #clear} after a bad one. All methods may be called from any thread. Only {@link #acquire} and {@link #warmUp}
 * wait; nothing else blocks.
 *
 * @param <R> the kind of resource
 */
public final class Pool<R> implements AutoCloseable {
    private final Holdings<R> holdings;
    private final Openings<R> openings;
    private final HandOff<Slot<R>> handOff;
    private final Waiting<R> waiting;
    private final PoolListener listener;

    /** Makes a paused pool. */
    public Pool(PoolLimits limits, ResourceFactory<R> factory, PoolListener listener, PoolHost host) {
        this.listener = listener;
        holdings = new Holdings<>(limits, factory, listener, host);
        openings = new Openings<>(this, holdings);
        handOff = openings.handOff;
        waiting = new Waiting<>(holdings, openings);
        if (listener.wants()) {
            listener.poolCreated(limits);
        }
    }

    /**
     * Lends a resource, waiting in line if none is idle. With no waiter before it and an idle resource at hand it never
     * waits, and then heeds neither deadline nor interrupt.
     *
     * @param purpose what it is for; can be changed later
     * @param deadlineNanos until when to wait, a reading of the pool's clock; {@link Long#MAX_VALUE} means for ever
     * @throws PoolException.Cleared if the pool is paused or was cleared meanwhile
     * @throws PoolException.Closed if the pool is closed
     * @throws PoolException.TimedOut if the deadline passed
     * @throws PoolException.OpenFailed if the resource could not be opened
     * @throws PoolException.WaitersExceeded if too many wait already
     * @throws PoolException.Interrupted if the thread was interrupted; its flag stays set
     */
    public Lease<R> acquire(Purpose purpose, long deadlineNanos) throws PoolException {
        boolean heard = listener.wants();
        long started = heard ? holdings.now() : 0;
        if (heard) {
            listener.checkOutStarted();
        }
        Slot<R> slot;
        try {
            slot = take(deadlineNanos);
        } catch (PoolException failure) {
            if (heard) {
                listener.checkOutFailed(failure.reason(), holdings.now() - started, failure);
            }
            throw failure;
        }
        holdings.tally.lent(purpose);
        if (heard) {
            listener.checkedOut(slot.connectionId, holdings.now() - started);
        }
        return new Lease<>(slot, purpose);
    }

    /** Lends a resource if one is idle at this moment, else returns null: waits for none and opens none. */
    public @Nullable Lease<R> acquireIdle(Purpose purpose) {
        while (holdings.ready() && handOff.claimIdle()) {
            Slot<R> slot = handOff.pop();
            if (openings.admit(slot)) {
                holdings.tally.lent(purpose);
                if (listener.wants()) {
                    listener.checkOutStarted();
                    listener.checkedOut(slot.connectionId, 0);
                }
                return new Lease<>(slot, purpose);
            }
            openings.attend();
        }
        return null;
    }

    private Slot<R> take(long deadlineNanos) throws PoolException {
        while (true) {
            Failure failure = holdings.state().failure();
            if (failure != null) {
                throw failure.exception();
            }
            long counts = holdings.permits.counts();
            long balance = handOff.claim();
            if (balance <= 0) {
                return waiting.inLine(balance, counts, deadlineNanos);
            }
            Slot<R> slot = handOff.pop();
            if (openings.admit(slot)) {
                return slot;
            }
            openings.attend();
        }
    }

    /** A lease is released. */
    void checkIn(Slot<R> slot) {
        if (listener.wants()) {
            listener.checkedIn(slot.connectionId);
        }
        CloseReason reason = holdings.perished(slot);
        if (reason != null) {
            holdings.dispose(slot, reason, null);
            openings.attend();
            return;
        }
        if (holdings.limits.maxIdleNanos() > 0) {
            slot.idleSinceNanos = holdings.now();
        }
        handOff.put(slot);
        openings.drainIfClosed();
    }

    /** A lease is given back to be closed. */
    void discard(Slot<R> slot, CloseReason reason, @Nullable Throwable cause) {
        if (listener.wants()) {
            listener.checkedIn(slot.connectionId);
        }
        holdings.dispose(slot, reason, cause);
        openings.attend();
    }

    /**
     * Lets a paused pool lend and open; does nothing to one that is ready or closed. Returns whether it was paused: then
     * the caller should run {@link #maintain()} soon.
     */
    public boolean ready() {
        PoolState before;
        do {
            before = holdings.state();
            if (!(before instanceof PoolState.Paused)) {
                return false;
            }
        } while (!holdings.state.compareAndSet(before, new PoolState.Ready(before.generation())));
        if (listener.wants()) {
            listener.poolReady();
        }
        openings.attend();
        return true;
    }

    /**
     * Makes all resources stale, pauses the pool and sends everybody in line away with {@link PoolException.Cleared}.
     * Stale resources are closed when they come back or are met, at the latest by {@link #maintain()}, which the caller
     * should run soon.
     *
     * @param cause what went wrong, told to those sent away
     * @param interruptInUse whether to interrupt what lent resources are doing, and openings that are under way
     */
    public void clear(Throwable cause, boolean interruptInUse) {
        PoolState before;
        do {
            before = holdings.state();
            if (before instanceof PoolState.Closed) {
                return;
            }
        } while (!holdings.state.compareAndSet(before, new PoolState.Paused(before.generation() + 1, cause)));
        if (before instanceof PoolState.Ready && listener.wants()) {
            listener.poolCleared(null, interruptInUse, cause);
        }
        if (interruptInUse) {
            openings.interrupt(before.generation(), cause);
        }
        handOff.evict(new Failure.Cleared(cause));
        openings.warmUps.wake(null);
        if (interruptInUse) {
            holdings.interruptInUse(before.generation(), cause, handOff);
        }
    }

    /**
     * Makes the resources of one service behind a load balancer stale. Neither pauses the pool nor touches the line.
     */
    public void clearService(Object serviceId, Throwable cause) {
        if (holdings.closed()) {
            return;
        }
        holdings.services.clear(serviceId);
        if (listener.wants()) {
            listener.poolCleared(serviceId, false, cause);
        }
    }

    /** The generation of resources opened now. */
    public int generation() {
        return holdings.state().generation();
    }

    /** The generation of a service behind a load balancer; 0 if the pool has no resource of it. */
    public int generation(Object serviceId) {
        return holdings.services.generation(serviceId);
    }

    /**
     * A resource turned out to be broken while nobody used it. If it is idle it is closed at once and the first in line
     * gets another; if it is lent it is closed when it comes back. Does nothing if the pool has no such resource any
     * more. Never blocks: may be called by the I/O loop.
     */
    public void perish(long connectionId, Throwable cause) {
        Slot<R> slot = holdings.slot(connectionId);
        if (slot == null) {
            return;
        }
        slot.doom = cause;
        handOff.reap(other -> other == slot, doomed -> holdings.dispose(doomed, CloseReason.ERROR, cause));
        openings.attend();
    }

    /**
     * One run of upkeep: closes idle resources that have perished and, while the pool is ready, opens what {@link
     * PoolLimits#minSize()} asks for. Waits for nothing.
     */
    public void maintain() {
        openings.reap();
        openings.populate(holdings.limits.minSize());
        openings.attend();
    }

    /**
     * Waits until at least that many resources are open, lent ones included, and opens what is missing.
     *
     * @param atLeast how many; more than {@link PoolLimits#maxSize()} counts as that
     * @param deadlineNanos until when, a reading of the pool's clock; {@link Long#MAX_VALUE} means for ever
     * @throws PoolException as {@link #acquire} does, the first failure of an opening included
     */
    public void warmUp(int atLeast, long deadlineNanos) throws PoolException {
        waiting.forWarmUp(atLeast, deadlineNanos);
    }

    /** The counts of about now. */
    public PoolStats stats() {
        return holdings.stats(handOff);
    }

    /** Interrupts what all lent resources are doing, as a client does that closes and won't wait for them. */
    public void interruptInUse(Throwable cause) {
        holdings.interruptInUse(Integer.MAX_VALUE, Objects.requireNonNull(cause), handOff);
    }

    /**
     * Closes the idle resources and sends everybody in line away; lent resources are closed when they come back.
     * Closing again does nothing.
     */
    @Override
    public void close() {
        PoolState before;
        do {
            before = holdings.state();
            if (before instanceof PoolState.Closed) {
                return;
            }
        } while (!holdings.state.compareAndSet(before, new PoolState.Closed(before.generation() + 1)));
        handOff.evict(new Failure.Closed());
        openings.drainIfClosed();
        if (listener.wants()) {
            listener.poolClosed();
        }
        openings.warmUps.wake(null);
    }

    Tally tally() {
        return holdings.tally;
    }

    HandOff<Slot<R>> handOff() {
        return handOff;
    }

    int services() {
        return holdings.services.size();
    }
}
