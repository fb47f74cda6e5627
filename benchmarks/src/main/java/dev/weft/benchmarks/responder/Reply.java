package dev.weft.benchmarks.responder;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A reply that is encoded already, shared by all connections.
 *
 * @param bytes the whole message; only what its header says of the request differs from one sending to the next
 */
record Reply(ByteBuffer bytes) {
    static Reply of(byte[] message) {
        return new Reply(ByteBuffer.allocateDirect(message.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(message)
                .flip());
    }
}
