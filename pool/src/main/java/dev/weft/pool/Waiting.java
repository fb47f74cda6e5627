package dev.weft.pool;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * How a caller waits: in line for a resource, or for a warm-up to be done. Each park is a loop on what is awaited, the
 * deadline and the interrupt flag.
 */
final class Waiting<R> {
    private static final Alarms.Alarm NONE = () -> {};

    private final Holdings<R> holdings;
    private final Openings<R> openings;
    private final HandOff<Slot<R>> handOff;

    Waiting(Holdings<R> holdings, Openings<R> openings) {
        this.holdings = holdings;
        this.openings = openings;
        this.handOff = openings.handOff;
    }

    /**
     * Waits for a delivery.
     *
     * @param balance what {@link HandOff#claim} returned when it counted the caller as a waiter
     * @param counts those of the permits before that
     */
    Slot<R> inLine(long balance, long counts, long deadlineNanos) throws PoolException {
        int maxWaiters = holdings.limits.maxWaiters();
        if (maxWaiters > 0 && -balance >= maxWaiters && handOff.withdraw()) {
            throw new PoolException.WaitersExceeded(maxWaiters, holdings.stats(handOff));
        }
        long entered = holdings.now();
        WaitLine.Place place = handOff.line().enter(Thread.currentThread(), entered);
        Object outcome = null;
        try {
            // The place is published: whoever changed the state before has to be noticed here, whoever does from now on
            // sees the place.
            if (!holdings.ready()) {
                openings.attend();
            } else if (place.waiting()) {
                openings.openForNewcomer(counts);
            }
            outcome = delivery(place, entered, deadlineNanos);
        } finally {
            if (outcome == null) {
                abandon(place);
            }
        }
        if (outcome instanceof Failure failure) {
            throw failure.exception();
        }
        return slot(outcome);
    }

    private Object delivery(WaitLine.Place place, long entered, long deadlineNanos) throws PoolException {
        Alarms.Alarm alarm = arm(deadlineNanos);
        try {
            while (true) {
                Object outcome = place.take();
                if (outcome != null) {
                    return outcome;
                }
                boolean interrupted = Thread.currentThread().isInterrupted();
                if (!interrupted && !expired(deadlineNanos)) {
                    LockSupport.park(this);
                } else if (handOff.leave(place)) {
                    throw interrupted
                            ? new PoolException.Interrupted()
                            : PoolException.TimedOut.inLine(holdings.now() - entered, holdings.stats(handOff));
                }
            }
        } finally {
            alarm.disarm();
        }
    }

    /**
     * The caller goes by an exception: if it has not left its place yet it does so now, and what was delivered goes to
     * the next.
     */
    private void abandon(WaitLine.Place place) {
        if (handOff.leave(place)) {
            return;
        }
        Object outcome = place.take();
        if (outcome != null && !(outcome instanceof Failure)) {
            handOff.put(slot(outcome));
            openings.drainIfClosed();
        }
    }

    @SuppressWarnings("unchecked")
    private Slot<R> slot(Object outcome) {
        return (Slot<R>) outcome;
    }

    void forWarmUp(int atLeast, long deadlineNanos) throws PoolException {
        int target = Math.min(atLeast, holdings.limits.mostResources());
        WarmUps.WarmUp warmUp = openings.warmUps.begin();
        Alarms.Alarm alarm = arm(deadlineNanos);
        try {
            while (holdings.permits.established() < target) {
                throwIfUseless(warmUp.failure, target, deadlineNanos);
                openings.populate(target);
                if (holdings.permits.established() < target && warmUp.failure == null && holdings.ready()) {
                    LockSupport.park(this);
                }
            }
        } finally {
            alarm.disarm();
            openings.warmUps.end(warmUp);
        }
    }

    private void throwIfUseless(@Nullable Throwable failed, int target, long deadlineNanos) throws PoolException {
        Failure failure = holdings.state().failure();
        if (failure != null) {
            throw failure.exception();
        }
        if (failed != null) {
            throw new PoolException.OpenFailed(failed);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new PoolException.Interrupted();
        }
        if (expired(deadlineNanos)) {
            PoolStats stats = holdings.stats(handOff);
            throw new PoolException.TimedOut(
                    "Timed out while warming up the pool to " + target + " connections. " + stats.sentence(), stats);
        }
    }

    private Alarms.Alarm arm(long deadlineNanos) {
        return deadlineNanos == Long.MAX_VALUE
                ? NONE
                : holdings.host.alarms().arm(Thread.currentThread(), deadlineNanos);
    }

    private boolean expired(long deadlineNanos) {
        return deadlineNanos != Long.MAX_VALUE && holdings.now() - deadlineNanos >= 0;
    }
}
