package dev.weft.pool;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Opens resources: for waiters, for upkeep, for a warm-up. An opening belongs to nobody: what it brings goes to the
 * first in line, and a waiter who leaves doesn't end it. Each waiter starts one when it enters the line, as far as the
 * bounds allow; whenever a bound gives way, {@link #attend} starts those that are missing.
 */
final class Openings<R> implements HandOff.Gate<Slot<R>> {
    final HandOff<Slot<R>> handOff = new HandOff<>(this);
    final WarmUps warmUps = new WarmUps();
    private final Map<Long, OpenRequest> underWay = new ConcurrentHashMap<>();
    private final AtomicLong lastConnectionId = new AtomicLong();
    private final Pool<R> home;
    private final Holdings<R> holdings;

    Openings(Pool<R> home, Holdings<R> holdings) {
        this.home = home;
        this.holdings = holdings;
    }

    @Override
    public boolean admit(Slot<R> slot) {
        CloseReason reason = holdings.unfit(slot);
        if (reason == null) {
            return true;
        }
        holdings.dispose(slot, reason, null);
        return false;
    }

    /**
     * One opening for a waiter that has just entered the line, beside those under way: who they were begun for may have left, and they
     * may hang. If the counts have changed since before the waiter was counted, somebody may have begun one for it.
     */
    void openForNewcomer(long counts) {
        if (!allows(counts) || !holdings.permits.beginFrom(counts) || !start(true)) {
            attend();
        }
    }

    @Override
    public void attend() {
        while (true) {
            // In this order, and begun only from these counts: an opening that ends in between has served its waiter,
            // and one that somebody else begins is for the same one.
            long counts = holdings.permits.counts();
            int waiters = handOff.waiters();
            if (waiters == 0) {
                return;
            }
            Failure failure = holdings.state().failure();
            if (failure != null) {
                if (handOff.undertake()) {
                    handOff.deliver(failure);
                }
            } else if (waiters <= Permits.pending(counts) || !allows(counts)) {
                return;
            } else if (holdings.permits.beginFrom(counts)) {
                start(true);
            }
        }
    }

    private boolean allows(long counts) {
        PoolLimits limits = holdings.limits;
        return Permits.allows(counts, limits.mostResources(), limits.maxConnecting());
    }

    /** Starts openings until that many resources exist or are being opened, as far as maxConnecting allows now. */
    void populate(int atLeast) {
        while (holdings.ready() && begin(atLeast)) {
            if (!start(false)) {
                attend();
                return;
            }
        }
    }

    private boolean begin(int atMost) {
        PoolLimits limits = holdings.limits;
        return holdings.permits.tryBegin(Math.min(atMost, limits.mostResources()), limits.maxConnecting());
    }

    /**
     * Starts the opening a permit was taken for. False if it came to nothing at once; the caller then has to attend to
     * the waiters.
     */
    private boolean start(boolean demanded) {
        PoolState state = holdings.state();
        if (!(state instanceof PoolState.Ready)) {
            holdings.permits.abandoned();
            return false;
        }
        long id = lastConnectionId.incrementAndGet();
        OpenRequest request = new OpenRequest(id, state.generation(), demanded, holdings.now(), holdings.services);
        underWay.put(id, request);
        try {
            if (holdings.listener.wants()) {
                holdings.listener.connectionCreated(id);
            }
            holdings.host.opener().open(() -> run(request));
            return true;
        } catch (RuntimeException | Error refused) {
            failed(request, refused);
            return false;
        }
    }

    private void run(OpenRequest request) {
        R resource;
        try {
            resource = holdings.factory.open(request);
        } catch (Throwable failure) {
            // Whatever it is, the counts must be put right and the waiter told.
            failed(request, failure);
            attend();
            return;
        }
        opened(request, resource);
    }

    private void opened(OpenRequest request, R resource) {
        underWay.remove(request.connectionId());
        if (!request.end()) {
            abandon(request);
            holdings.factory.close(resource, CloseReason.STALE);
            attend();
            return;
        }
        long now = holdings.now();
        Slot<R> slot = new Slot<>(home, resource, request, now);
        holdings.add(slot);
        CloseReason reason = holdings.perished(slot);
        boolean laidDown = false;
        if (reason == null) {
            if (holdings.listener.wants()) {
                holdings.listener.connectionReady(slot.connectionId, now - request.startedNanos());
            }
            laidDown = handOff.put(slot);
            // Only now: nobody may start an opening while this one is there but not yet to be seen (CMAP, "Populating
            // the Pool").
            holdings.permits.opened();
        } else {
            holdings.permits.opened();
            holdings.dispose(slot, reason, null);
        }
        attend();
        if (!request.demanded()) {
            populate(holdings.limits.minSize());
        }
        if (laidDown) {
            drainIfClosed();
        }
        warmUps.wake(null);
    }

    /**
     * Writes off an opening. The waiter that asked is told if it still waits, that is if fewer openings are under way
     * than waiters in line; it is promised the failure before SDAM hears of it, so that it learns the true cause rather
     * than that the pool was cleared.
     */
    private void failed(OpenRequest request, Throwable cause) {
        underWay.remove(request.connectionId());
        if (!request.end()) {
            abandon(request);
            return;
        }
        boolean owed = request.demanded() && handOff.waiters() > holdings.permits.pending() - 1 && handOff.undertake();
        try {
            holdings.factory.openFailed(request, cause);
        } finally {
            abandon(request);
            if (holdings.listener.wants()) {
                CloseReason reason = holdings.closed() ? CloseReason.POOL_CLOSED : CloseReason.ERROR;
                holdings.listener.connectionClosed(request.connectionId(), reason, cause);
            }
            if (owed) {
                handOff.deliver(new Failure.OpenFailed(cause));
            }
            warmUps.wake(request.demanded() ? null : cause);
        }
    }

    private void abandon(OpenRequest request) {
        holdings.permits.abandoned();
        Object serviceId = request.serviceId();
        if (serviceId != null) {
            holdings.services.leave(serviceId);
        }
    }

    /**
     * Ends the openings of these generations, because the pool was cleared with interruptInUse. Their end is told here and now, so that who
     * waits for one hears of its failure afterwards (CMAP, "Clearing a Connection Pool"); they count until their threads have noticed.
     */
    void interrupt(int upToGeneration, Throwable cause) {
        for (OpenRequest request : underWay.values()) {
            if (request.poolGeneration() <= upToGeneration && request.end()) {
                if (holdings.listener.wants()) {
                    holdings.listener.connectionClosed(request.connectionId(), CloseReason.STALE, cause);
                }
                holdings.factory.interruptOpening(request);
            }
        }
    }

    /**
     * What was laid down while the pool closed must not stay: whoever lays something down looks at the state
     * afterwards.
     */
    void drainIfClosed() {
        if (holdings.closed()) {
            handOff.drain(slot -> holdings.dispose(slot, CloseReason.POOL_CLOSED, null));
        }
    }

    /** Closes the idle resources that have perished, wherever they lie. */
    void reap() {
        handOff.reap(slot -> holdings.unfit(slot) != null, this::disposeUnfit);
    }

    private void disposeUnfit(Slot<R> slot) {
        @Nullable CloseReason reason = holdings.unfit(slot);
        holdings.dispose(slot, reason == null ? CloseReason.ERROR : reason, null);
    }
}
