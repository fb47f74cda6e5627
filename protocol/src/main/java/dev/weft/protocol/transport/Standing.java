package dev.weft.protocol.transport;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Where a connection stands and, once it is closed, why: the word of {@link Phase} and the cause that belongs to it.
 *
 * <p>The first cause wins, and nobody sees an end without one. So a cause is put forward before the word changes: as a
 * claim, which says what state it closes from. There is one claim at a time, and the word becomes DEAD only while a claim
 * fits it. Whoever finds another's claim carries it out, or withdraws it if the state it was made for is over; no state
 * comes back, because every exchange has its own id. A claim that was carried out stays for good.
 */
abstract class Standing {
    private static final long ANY = -1;

    private static final VarHandle STATE;
    private static final VarHandle CLAIM;

    static {
        try {
            var lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(Standing.class, "state", long.class);
            CLAIM = lookup.findVarHandle(Standing.class, "claim", Claim.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile long state = Phase.state(0, Phase.IDLE);
    private volatile @Nullable Claim claim;

    private record Claim(long from, Throwable why) {
        boolean fits(long state) {
            return from == ANY || from == state;
        }
    }

    final long state() {
        return state;
    }

    /** Changes the state, but never to DEAD. */
    final boolean cas(long from, long to) {
        return STATE.compareAndSet(this, from, to);
    }

    /** Why the connection is closed; null exactly as long as it is not. */
    final @Nullable Throwable cause() {
        if (!Phase.dead(state)) {
            return null;
        }
        Claim carriedOut = claim;
        return carriedOut == null ? null : carriedOut.why;
    }

    /** Closes from any state, unless it is closed. */
    final void close(Throwable why) {
        end(new Claim(ANY, why));
    }

    /**
     * Closes if the state is still {@code from}, which somebody has seen before; returns whether this call's cause is the
     * cause.
     */
    final boolean closeFrom(long from, Throwable why) {
        return end(new Claim(from, why));
    }

    /** Done once, by the thread that has changed the state to DEAD, out of {@code was}; the cause can be read. */
    abstract void bury(long was);

    @SuppressWarnings("ReferenceEquality") // The very claim is meant.
    private boolean end(Claim mine) {
        for (; ; ) {
            CLAIM.compareAndSet(this, (Claim) null, mine);
            Claim first = claim;
            if (first == null) {
                // Another one's was here, and has been withdrawn since.
                continue;
            }
            if (carryOut(first)) {
                return claim == mine;
            }
            CLAIM.compareAndSet(this, first, (Claim) null);
            if (first == mine) {
                return false;
            }
        }
    }

    /** Returns whether the connection is closed now; if not, the claim can't be carried out any more. */
    private boolean carryOut(Claim current) {
        for (; ; ) {
            long s = state;
            if (Phase.dead(s)) {
                return true;
            }
            if (!current.fits(s)) {
                return false;
            }
            if (cas(s, Phase.killed(s))) {
                bury(s);
                return true;
            }
        }
    }
}
