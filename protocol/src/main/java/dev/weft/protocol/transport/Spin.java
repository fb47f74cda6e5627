package dev.weft.protocol.transport;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Lets one caller of the process wait awake, and read its own socket, while one channel alone is in use.
 *
 * <p>A reply that comes at once then needs neither the loop to wake nor the caller. It pays only where servers answer
 * within some microseconds, so it is given up for longer and longer when they do not: where none comes in time, what it
 * can waste is {@link #WINDOW_NANOS} in every {@code 2^MOST_MISSES} times as long, and in any case it is no more than
 * {@link #WINDOW_NANOS} a call.
 *
 * <p>A virtual thread whose replies all come in time would never leave its carrier, and those who are kept waiting by it
 * cannot be seen from here. So after {@link #MOST_HITS} of them it sleeps for one call: who waits for the carrier has it then.
 */
final class Spin {
    /** A wake-up or two: what a caller spares when its reply comes within that time. */
    static final long WINDOW_NANOS = 50_000;

    private static final int MOST_MISSES = 12;
    private static final int MOST_HITS = 64;
    /** Replies that come at once are small; a large one is read in pieces. */
    private static final int SCRATCH_BYTES = 16 * 1024;
    /** Two callers take turns sooner than that. */
    private static final int ENOUGH_IN_A_ROW = 16;

    private final boolean possible;
    private final long windowNanos;

    private final AtomicBoolean taken = new AtomicBoolean();
    /** Whether one channel alone was ready, many times in a row. Written by the loop. */
    private volatile boolean lonely;
    /** Before that time it is not tried. Written by who has taken it. */
    private volatile long notBefore;

    // The loop's.
    private @Nullable Selected last;
    private int inARow;

    // Theirs who have taken it.
    private int misses;
    private int hits;
    private final ByteBuffer scratch;

    Spin(int processors, long windowNanos, long now) {
        // With one processor the server, or the loop, may be what waits for it.
        this.possible = processors > 1;
        // Made at once: who waits for a reply must not find that there is no memory.
        this.scratch = ByteBuffer.allocateDirect(possible ? SCRATCH_BYTES : 0);
        this.windowNanos = windowNanos;
        this.notBefore = now;
    }

    /** A channel was ready. Loop only. */
    @SuppressWarnings("ReferenceEquality") // The very channel is meant.
    void saw(Selected channel) {
        if (channel != last) {
            last = channel;
            inARow = 0;
            if (lonely) {
                lonely = false;
            }
        } else if (!lonely && ++inARow == ENOUGH_IN_A_ROW) {
            lonely = true;
        }
    }

    /** Waits awake for the one reply that the caller awaits, if this is the time for it; returns in any case soon. */
    void await(Line line, long awaiting, long startedNanos) {
        // Of a stream, more than the awaited reply may come, which is the loop's to hold.
        boolean may = possible && lonely && !line.streaming && !taken.get() && startedNanos - notBefore >= 0;
        // What is there before anybody has waited says nothing.
        if (!may || line.state() != awaiting || !taken.compareAndSet(false, true)) {
            return;
        }
        try {
            if (hits == MOST_HITS) {
                hits = 0;
                return;
            }
            long begun = System.nanoTime();
            long now = begun;
            while (line.state() == awaiting && now - begun < windowNanos) {
                line.readByCaller(scratch);
                Thread.onSpinWait();
                now = System.nanoTime();
            }
            judge(line.state() != awaiting, now);
        } finally {
            taken.set(false);
        }
    }

    private void judge(boolean hit, long now) {
        if (hit) {
            misses = 0;
            hits++;
        } else {
            hits = 0;
            misses = Math.min(misses + 1, MOST_MISSES);
            notBefore = now + (windowNanos << misses);
        }
    }
}
