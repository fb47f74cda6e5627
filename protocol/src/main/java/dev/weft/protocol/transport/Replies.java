package dev.weft.protocol.transport;

import dev.weft.protocol.buffer.Appetite;
import dev.weft.protocol.buffer.LargeArrays;
import org.jspecify.annotations.Nullable;

/**
 * The arrays that replies are read into. One lies ready for the next reply, so that replies of a usual size allocate
 * nothing; a large one is not kept, and one that has become too large is given up after a while.
 *
 * <p>The caller's while it has its reply, the reader's while a reply is awaited; never both.
 */
final class Replies {
    /** Enough for a first batch. A hundred servers that claim more than they send must not cost much more than what they send. */
    private static final int FIRST_BYTES = 256 * 1024;

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

    /**
     * The spare array if it is large enough; else a large one that lies ready; else one for the beginning, for a length is only claimed.
     */
    byte[] arrayFor(int length) {
        byte[] array = spare;
        if (array.length < length) {
            byte[] kept = kept(length);
            if (kept != null) {
                return kept;
            }
            if (array.length < beginning(length)) {
                return new byte[beginning(length)];
            }
        }
        spare = NO_ARRAY;
        return array;
    }

    /** The same where the spare array is somebody else's. */
    byte[] otherArrayFor(int length) {
        byte[] kept = kept(length);
        return kept == null ? new byte[beginning(length)] : kept;
    }

    private static byte @Nullable [] kept(int length) {
        return length > FIRST_BYTES ? LargeArrays.SHARED.kept(length) : null;
    }

    private int beginning(int length) {
        return Math.max(smallest, Math.min(length, FIRST_BYTES));
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
