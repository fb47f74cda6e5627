package dev.weft.protocol.buffer;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a few arrays of large messages for the next large message of the process, so that a batch of 16 MiB costs neither an array of
 * that size nor the zeros that a new one is filled with. Connections keep small arrays themselves.
 *
 * <p>What is kept is softly reachable: the collector takes it when memory is short. Safe for use by several threads, who never get the
 * same array; nobody waits. An array that is given back must not be used any more.
 */
public final class LargeArrays {
    /** The store of the process: 64 MiB at most, or an eighth of the heap where that is less. */
    public static final LargeArrays SHARED =
            new LargeArrays(Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8));

    /** A smaller array is not kept. */
    static final int SMALLEST = 256 * 1024;

    private static final int SLOTS = 8;

    private final AtomicReferenceArray<@Nullable SoftReference<byte[]>> slots = new AtomicReferenceArray<>(SLOTS);
    private final long mostBytes;

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
        int best = -1;
        int bestLength = Integer.MAX_VALUE;
        for (int i = 0; i < SLOTS; i++) {
            int length = length(slots.get(i));
            if (length >= size && length - length / 4 <= size && length < bestLength) {
                best = i;
                bestLength = length;
            }
        }
        if (best < 0) {
            return null;
        }
        SoftReference<byte[]> found = slots.getAndSet(best, null);
        byte[] array = found == null ? null : found.get();
        // Somebody else may have been here meanwhile, and left another.
        return array == null || array.length < size ? null : array;
    }

    /**
     * Makes room: an array of at least {@code size} bytes that begins with the first {@code used} of {@code array}, which is given back.
     */
    public byte[] grown(byte[] array, int used, int size) {
        byte[] larger = kept(size);
        if (larger == null) {
            larger = Arrays.copyOf(array, size < SMALLEST ? size : rounded(size));
        } else {
            System.arraycopy(array, 0, larger, 0, used);
        }
        giveBack(array);
        return larger;
    }

    /** A little more than is needed, for the next message may be a little larger: at most a sixteenth. */
    private static int rounded(int size) {
        int step = Integer.highestOneBit(size) / 16;
        long up = (size + step - 1L) / step * step;
        return (int) Math.min(up, WireBuffer.MAX_CAPACITY);
    }

    /** Keeps the array, if it is large and there is room, or room for it instead of a smaller one. */
    public void giveBack(byte[] array) {
        if (array.length < SMALLEST) {
            return;
        }
        long sum = array.length;
        int place = 0;
        int placeLength = Integer.MAX_VALUE;
        for (int i = 0; i < SLOTS; i++) {
            int length = length(slots.get(i));
            sum += length;
            if (length < placeLength) {
                place = i;
                placeLength = length;
            }
        }
        // Of two who come at once one may push out the other's, or both find room for one: so there is a little less,
        // or more.
        if (placeLength < array.length && sum - placeLength <= mostBytes) {
            slots.set(place, new SoftReference<>(array));
        }
    }

    private static int length(@Nullable SoftReference<byte[]> slot) {
        byte[] array = slot == null ? null : slot.get();
        return array == null ? 0 : array.length;
    }
}
