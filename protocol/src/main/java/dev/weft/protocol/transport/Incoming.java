package dev.weft.protocol.transport;

import dev.weft.protocol.MessageHeader;
import dev.weft.protocol.buffer.LargeArrays;
import dev.weft.protocol.transport.TransportException.Malformed;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;

/**
 * The reader's half of a connection: cuts the stream of bytes into frames. The reader is the loop, or a caller that waits awake; {@link Line}
 * has one at a time.
 *
 * <p>It believes no length: the array of a reply begins with at most 256 KiB and grows as bytes arrive, to at most twenty-two times as many. In a stream it
 * keeps at most one whole frame that the consumer has not asked for, and what the same read brought behind it; then it
 * stops reading.
 */
final class Incoming {
    /** Enough for a first batch. A hundred servers that claim more than they send must not cost much more than what they send. */
    private static final int FIRST_ARRAY_BYTES = 256 * 1024;
    /** Large steps: what is copied on the way to a reply of 16 MiB is a fiftieth of it. */
    private static final int GROWTH = 8;

    private static final byte[] NONE = {};

    private final Line line;
    private final SelectionKey key;
    private final Endpoint endpoint;
    private final int maxMessageBytes;
    private final Runnable resume;

    private final byte[] header = new byte[MessageHeader.SIZE];
    private byte[] body = NONE;
    private int length;
    private int filled;
    private ByteBuffer behind = ByteBuffer.wrap(NONE);

    /** Whether a frame has begun that is not delivered. Written by the reader. */
    private volatile boolean begun;
    /** Whether a whole frame waits for the consumer of a stream. Written by the reader. */
    private volatile boolean held;

    Incoming(Line line, SelectionKey key, Endpoint endpoint, int maxMessageBytes) {
        this.endpoint = endpoint;
        this.line = line;
        this.resume = line::resume;
        this.key = key;
        this.maxMessageBytes = maxMessageBytes;
    }

    /** Whether bytes are here that nobody has been given yet. Any thread. */
    boolean pending() {
        return begun || held;
    }

    /** Whether the next read would be of no use. Reader only. */
    boolean full() {
        return held;
    }

    /** The consumer of a stream waits again. Its change of state comes before this look at what is held. */
    void wanted(IoLoop loop) {
        if (held) {
            loop.submit(resume);
        }
    }

    /** Takes all bytes. Reader only. */
    void accept(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            if (held) {
                keepBehind(bytes);
                return;
            }
            if (!line.solicits()) {
                throw malformed("sent bytes that nobody asked for");
            }
            if (!fill(bytes)) {
                if (!begun) {
                    begun = true;
                }
                return;
            }
            deliver();
        }
    }

    private boolean fill(ByteBuffer bytes) {
        if (filled < MessageHeader.SIZE) {
            int more = Math.min(MessageHeader.SIZE - filled, bytes.remaining());
            bytes.get(header, filled, more);
            filled += more;
            if (filled < MessageHeader.SIZE) {
                return false;
            }
            open();
        }
        int more = Math.min(length - filled, bytes.remaining());
        makeRoom(more);
        bytes.get(body, filled, more);
        filled += more;
        return filled == length;
    }

    private void open() {
        length = MessageHeader.length(header, 0);
        if (length < MessageHeader.SIZE || length > maxMessageBytes) {
            throw malformed("claims a message of " + length + " bytes; " + MessageHeader.SIZE + " to " + maxMessageBytes
                    + " are allowed");
        }
        line.checkResponseTo(header);
        body = line.arrayFor(Math.min(length, FIRST_ARRAY_BYTES));
        System.arraycopy(header, 0, body, 0, MessageHeader.SIZE);
    }

    private void makeRoom(int more) {
        if (filled + more > body.length) {
            long grown = (long) GROWTH * body.length;
            // Not one more step for the little that is left then.
            boolean whole = 2 * grown >= length;
            byte[] old = body;
            body = LargeArrays.SHARED.grown(old, filled, whole ? length : (int) Math.max(grown, filled + more));
            LargeArrays.SHARED.giveBack(old);
        }
    }

    private void deliver() {
        // Before the caller can have the frame: it may end the exchange at once, and asks then what is pending.
        notBegun();
        if (line.publish(body, length)) {
            restart();
            return;
        }
        held = true;
        key.interestOpsAnd(~SelectionKey.OP_READ);
        // The consumer may have come back before it could see that a frame is held.
        resume();
    }

    /** Publishes the held frame, if its consumer waits for it. Reader only. */
    void resume() {
        try {
            while (held && Phase.of(line.state()) != Phase.REPLIED) {
                held = false;
                if (line.publish(body, length)) {
                    restart();
                    acceptBehind();
                    return;
                }
                held = true;
            }
        } catch (RuntimeException e) {
            line.fail(e);
        }
    }

    private void acceptBehind() {
        ByteBuffer rest = behind;
        behind = ByteBuffer.wrap(NONE);
        accept(rest);
        if (!held) {
            key.interestOpsOr(SelectionKey.OP_READ);
        }
    }

    private void restart() {
        body = NONE;
        filled = 0;
    }

    private void notBegun() {
        if (begun) {
            begun = false;
        }
    }

    private void keepBehind(ByteBuffer bytes) {
        ByteBuffer all = ByteBuffer.allocate(behind.remaining() + bytes.remaining());
        behind = all.put(behind).put(bytes).flip();
    }

    private Malformed malformed(String what) {
        return Failures.malformed(endpoint, what);
    }
}
