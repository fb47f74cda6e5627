package dev.weft.pool;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What a pool has: its state, its counts, every opened resource, and the rules by which a resource has perished. */
final class Holdings<R> {
    final PoolLimits limits;
    final ResourceFactory<R> factory;
    final PoolListener listener;
    final PoolHost host;
    final AtomicReference<PoolState> state = new AtomicReference<>(new PoolState.Paused(0, null));
    final Permits permits = new Permits();
    final Services services = new Services();
    final Tally tally = new Tally();

    /** All opened resources by number; changed only when one is opened or closed. */
    private final Map<Long, Slot<R>> slots = new ConcurrentSkipListMap<>();

    Holdings(PoolLimits limits, ResourceFactory<R> factory, PoolListener listener, PoolHost host) {
        this.limits = limits;
        this.factory = factory;
        this.listener = listener;
        this.host = host;
    }

    long now() {
        return host.nanoClock().getAsLong();
    }

    PoolState state() {
        return state.get();
    }

    boolean ready() {
        return state.get() instanceof PoolState.Ready;
    }

    boolean closed() {
        return state.get() instanceof PoolState.Closed;
    }

    void add(Slot<R> slot) {
        slots.put(slot.connectionId, slot);
    }

    @Nullable
    Slot<R> slot(long connectionId) {
        return slots.get(connectionId);
    }

    /** Why a resource must not go back to the idle ones; null if it may. */
    @Nullable
    CloseReason perished(Slot<R> slot) {
        PoolState now = state.get();
        if (slot.poolGeneration != now.generation()) {
            return now instanceof PoolState.Closed ? CloseReason.POOL_CLOSED : CloseReason.STALE;
        }
        if (slot.serviceId != null && slot.generation != services.generation(slot.serviceId)) {
            return CloseReason.STALE;
        }
        if (slot.doom != null) {
            return CloseReason.ERROR;
        }
        if (limits.maxLifeNanos() > 0 && now() - slot.bornNanos >= limits.maxLifeNanos()) {
            return CloseReason.IDLE;
        }
        return null;
    }

    /** Why an idle resource must not be handed out; null if it may. */
    @Nullable
    CloseReason unfit(Slot<R> slot) {
        CloseReason reason = perished(slot);
        if (reason != null) {
            return reason;
        }
        if (limits.maxIdleNanos() > 0 && now() - slot.idleSinceNanos >= limits.maxIdleNanos()) {
            return CloseReason.IDLE;
        }
        return factory.usable(slot.resource) ? null : CloseReason.ERROR;
    }

    /**
     * Closes a resource that its caller alone holds: first it stops counting, then the event, then the socket (CMAP,
     * "Closing a Connection").
     */
    void dispose(Slot<R> slot, CloseReason reason, @Nullable Throwable cause) {
        slots.remove(slot.connectionId);
        permits.closed();
        if (slot.serviceId != null) {
            services.leave(slot.serviceId);
        }
        if (listener.wants()) {
            listener.connectionClosed(slot.connectionId, reason, cause == null ? slot.doom : cause);
        }
        factory.close(slot.resource, reason);
    }

    /**
     * Interrupts what is in use of a generation and those before it. In use is what is opened and not idle: who pops a
     * resource after this look at the idle ones reads the new generation and finds it stale, who popped it before is
     * caught here.
     */
    void interruptInUse(int generation, Throwable cause, HandOff<Slot<R>> handOff) {
        Set<Slot<R>> idle = Collections.newSetFromMap(new IdentityHashMap<>());
        handOff.forEachIdle(idle::add);
        for (Slot<R> slot : slots.values()) {
            if (slot.poolGeneration <= generation && !idle.contains(slot)) {
                slot.doom = cause;
                factory.interrupt(slot.resource, cause);
            }
        }
    }

    PoolStats stats(HandOff<Slot<R>> handOff) {
        long counts = permits.counts();
        int established = Permits.established(counts);
        int idle = Math.min(handOff.idle(), established);
        int draining = Math.min(tally.draining(), established - idle);
        int waiting = handOff.waiters();
        long now = now();
        return new PoolStats(
                limits.maxSize(),
                established - idle - draining,
                idle,
                Permits.pending(counts),
                draining,
                waiting,
                waiting == 0 ? 0 : Math.max(0, now - handOff.line().oldestNanos(now)),
                tally.cursors(),
                tally.transactions());
    }
}
