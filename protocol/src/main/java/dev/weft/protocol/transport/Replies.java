package dev.weft.protocol.transport;

import dev.weft.protocol.buffer.Appetite;
import dev.weft.protocol.buffer.LargeArrays;

/**
 * The arrays that replies are read into. One lies ready for the next reply, so that replies of a usual size allocate
 * nothing; a large one is not kept, and one that has become too large is given up after a while.
 *
 * <p>The caller's while it has its reply, the reader's while a reply is awaited; never both.
 */
final class Replies {
    private static final int KEPT_BYTES = 1 << 20;

    private static final byte[] NO_ARRAY = {};

    private final Frame frame = new Frame();
    private final int smallest;
    private final Appetite appetite;
    private byte[] spare = NO_ARRAY;

    Replies(int smallest) {
        this.smallest = smallest;
        this.appetite = new Appetite(smallest, KEPT_BYTES);
    }

    Frame frame() {
        return frame;
    }

    /** The spare array, if it is large enough. */
    byte[] arrayFor(int size) {
        byte[] array = spare;
        if (array.length < size) {
            return newArrayFor(size);
        }
        spare = NO_ARRAY;
        return array;
    }

    byte[] newArrayFor(int size) {
        return new byte[Math.max(smallest, size)];
    }

    /** The array of the frame may be used for the next reply. */
    void giveBack() {
        byte[] array = frame.array();
        if (appetite.isOver(array.length, frame.length())) {
            frame.forget();
            LargeArrays.SHARED.giveBack(array);
        } else {
            spare = array;
        }
    }

    /** The message of the frame, for the caller to keep. */
    byte[] giveAway() {
        if (!frame.fillsArray() && frame.array().length <= KEPT_BYTES) {
            spare = frame.array();
        }
        return frame.take();
    }
}
