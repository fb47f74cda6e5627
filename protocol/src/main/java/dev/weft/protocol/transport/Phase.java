package dev.weft.protocol.transport;

/**
 * The one word that decides everything about a connection: {@code exchangeId << 8 | phase}.
 *
 * <p>Every change is a compare-and-set of the whole word, so that whoever is late (an alarm, a reply, a canceller) finds
 * another id and harms no later exchange.
 */
final class Phase {
    static final int IDLE = 0;
    static final int WRITING = 1;
    static final int AWAITING = 2;
    static final int REPLIED = 3;
    static final int LEFT = 4;
    static final int DEAD = 5;
    /** Closed after the reply was published: it stays valid, also for a caller who has not seen it yet. */
    static final int DEAD_WITH_REPLY = 6;

    private Phase() {}

    static int of(long state) {
        return (int) (state & 0xFF);
    }

    static long id(long state) {
        return state >>> 8;
    }

    static long state(long id, int phase) {
        return (id << 8) | phase;
    }

    /** The same exchange in another phase. */
    static long to(long state, int phase) {
        return (state & ~0xFFL) | phase;
    }

    /** Whether the caller has a frame. */
    static boolean withReply(long state) {
        return of(state) == REPLIED || of(state) == DEAD_WITH_REPLY;
    }

    static boolean dead(long state) {
        return of(state) >= DEAD;
    }

    /** The same exchange, closed. */
    static long killed(long state) {
        return to(state, of(state) == REPLIED ? DEAD_WITH_REPLY : DEAD);
    }
}
