package dev.weft.protocol.buffer;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a few arrays of large messages for the next large message of the process, so that a batch of 16 MiB costs neither an array of
 * that size nor the zeros that a new one is filled with. Connections keep small arrays themselves.
 *
 * <p>What is kept is softly reachable: the collector takes it when memory is short. Safe for use by several threads, who never get the
 * same array; nobody waits. An array that is given back must not be used any more: whoever gives it back has let go of it before.
 */
public final class LargeArrays {
    /** The store of the process: 64 MiB at most, or an eighth of the heap where that is less. */
    public static final LargeArrays SHARED =
            new LargeArrays(Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8));

    /** A smaller array is not kept. */
    static final int SMALLEST = 256 * 1024;

    private static final int MOST = 8;

    /** The last that was given back comes first. */
    private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();

    private final long mostBytes;

    private record Kept(
            SoftReference<byte[]> array,
            int length,
            @Nullable Kept next) {}

    LargeArrays(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * Takes the smallest kept array that has room for {@code size} bytes, of which they fill at least three quarters: whoever keeps
     * the message for long shall not keep much else. Its content is of any kind.
     *
     * @return the array, which is the caller's now; null when there is none
     */
    public byte @Nullable [] kept(int size) {
        if (size < SMALLEST) {
            return null;
        }
        for (; ; ) {
            Kept all = kept.get();
            Kept best = best(all, size);
            if (best == null) {
                return null;
            }
            if (kept.compareAndSet(all, without(best, all))) {
                byte[] array = best.array.get();
                if (array != null) {
                    return array;
                }
                // The collector was quicker; there may be another.
            }
        }
    }

    private static @Nullable Kept best(@Nullable Kept all, int size) {
        Kept best = null;
        for (Kept each = all; each != null; each = each.next) {
            boolean fits = each.length >= size && each.length - each.length / 4 <= size;
            if (fits && (best == null || each.length < best.length)) {
                best = each;
            }
        }
        return best;
    }

    @SuppressWarnings("ReferenceEquality") // The very entry is meant.
    private static @Nullable Kept without(Kept one, @Nullable Kept all) {
        if (all == null || all == one) {
            return all == null ? null : all.next;
        }
        return new Kept(all.array, all.length, without(one, all.next));
    }

    /** Makes room: an array of at least {@code size} bytes that begins with the first {@code used} of {@code array}. */
    public byte[] grown(byte[] array, int used, int size) {
        byte[] larger = kept(size);
        if (larger == null) {
            return Arrays.copyOf(array, size < SMALLEST ? size : rounded(size));
        }
        System.arraycopy(array, 0, larger, 0, used);
        return larger;
    }

    /** A little more than is needed, for the next message may be a little larger: at most a sixteenth. */
    private static int rounded(int size) {
        int step = Integer.highestOneBit(size) / 16;
        long up = (size + step - 1L) / step * step;
        return (int) Math.min(up, WireBuffer.MAX_CAPACITY);
    }

    /** Keeps the array, if it is large and may be kept at all, and for it gives up those that nobody has needed for the longest. */
    public void giveBack(byte[] array) {
        if (array.length < SMALLEST || array.length > mostBytes) {
            return;
        }
        try {
            keep(new SoftReference<>(array), array.length);
        } catch (OutOfMemoryError notEvenForThis) {
            // Whoever gives an array back has a result, which must not be lost for this.
            return;
        }
    }

    private void keep(SoftReference<byte[]> array, int length) {
        Kept all;
        do {
            all = kept.get();
        } while (!kept.compareAndSet(all, new Kept(array, length, first(MOST - 1, mostBytes - length, all))));
    }

    /** As many as there is room for; those that the collector has taken are left out. */
    private static @Nullable Kept first(int most, long bytes, @Nullable Kept all) {
        if (all == null || most == 0) {
            return null;
        }
        if (all.array.refersTo(null)) {
            return first(most, bytes, all.next);
        }
        if (all.length > bytes) {
            return null;
        }
        return new Kept(all.array, all.length, first(most - 1, bytes - all.length, all.next));
    }
}
