package dev.weft.protocol.transport;

import dev.weft.protocol.MessageHeader;
import dev.weft.protocol.MsgFlags;
import dev.weft.protocol.OpCode;
import dev.weft.protocol.buffer.WireBuffer;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/** The caller's way out: one request, written without ever blocking. Lease holder only. */
final class Outgoing {
    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    /** A larger request buffer is given back after the exchange. */
    private static final int KEPT_BYTES = 1 << 20;

    private final Door door;
    private final WireBuffer buffer;
    /** Made anew only when the buffer has another array. */
    private ByteBuffer view;

    private int sent;
    private boolean blocked;
    private @Nullable Exception failure;

    Outgoing(Door door, int initialBytes) {
        this.door = door;
        this.buffer = new WireBuffer(initialBytes, KEPT_BYTES);
        this.view = ByteBuffer.wrap(buffer.array());
    }

    WireBuffer buffer() {
        return buffer;
    }

    /** Whether the request asks for a stream of replies. */
    boolean allowsExhaust() {
        byte[] bytes = buffer.array();
        return buffer.position() >= MessageHeader.SIZE + Integer.BYTES
                && MessageHeader.opCode(bytes, 0) == OpCode.MSG
                && ((int) INT32.get(bytes, MessageHeader.SIZE) & MsgFlags.EXHAUST_ALLOWED) != 0;
    }

    void restart() {
        sent = 0;
        blocked = false;
        failure = null;
        viewTheArray();
    }

    @SuppressWarnings("ReferenceEquality") // The very array is meant.
    private void viewTheArray() {
        if (view.array() != buffer.array()) {
            view = ByteBuffer.wrap(buffer.array());
        }
    }

    /** Bytes that may have left the machine. */
    int sent() {
        return sent;
    }

    boolean complete() {
        return sent == buffer.position();
    }

    String progress() {
        return sent + " of " + buffer.position() + " bytes sent";
    }

    /** Whether the last write was short. The loop wakes the waiter when there is room. */
    boolean blocked() {
        return blocked;
    }

    /** Why the last write came to nothing, or null. */
    @Nullable
    Exception failure() {
        return failure;
    }

    /** Writes a piece; returns whether all is out. */
    boolean write() {
        int end = buffer.position();
        int piece = Math.min(end - sent, IoLoop.MAX_IO_BYTES);
        try {
            int written = door.channel().write(view.limit(sent + piece).position(sent));
            sent += written;
            blocked = written < piece;
            // When it was set already, the loop is about to wake this thread.
            if (blocked && (door.key().interestOpsOr(SelectionKey.OP_WRITE) & SelectionKey.OP_WRITE) == 0) {
                door.loop().wake();
            }
        } catch (IOException | CancelledKeyException e) {
            failure = e;
            return false;
        }
        return sent == end;
    }

    void clear() {
        buffer.clear();
        sent = 0;
        // An array that the buffer has given up must not live on here while the connection is idle.
        viewTheArray();
    }
}
