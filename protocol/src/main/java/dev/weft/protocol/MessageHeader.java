package dev.weft.protocol;

import dev.weft.protocol.WireFormatException.BadHeader;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The sixteen bytes that begin every message.
 *
 * @param length bytes of the whole message, this header included; as claimed, not yet checked
 * @param requestId the sender's number for this message
 * @param responseTo the request this message answers, or 0
 * @param opCode the kind of message, one of {@link OpCode} if it is of use here
 */
public record MessageHeader(int length, int requestId, int responseTo, int opCode) {
    /** Bytes of a header. */
    public static final int SIZE = 16;

    static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();

    /** Reads the header at {@code offset}; the caller has seen to it that all its bytes are there. */
    public static MessageHeader read(byte[] bytes, int offset) {
        if (offset < 0 || offset > bytes.length - SIZE) {
            throw new BadHeader("A message begins with " + SIZE + " bytes of header, but only "
                    + Math.max(0, bytes.length - offset) + " are here.");
        }
        return new MessageHeader(
                length(bytes, offset),
                (int) INT32.get(bytes, offset + 4),
                responseTo(bytes, offset),
                opCode(bytes, offset));
    }

    /** The claimed length of the message at {@code offset}, without an object. */
    public static int length(byte[] bytes, int offset) {
        return (int) INT32.get(bytes, offset);
    }

    /** The request that the message at {@code offset} answers, without an object. */
    public static int responseTo(byte[] bytes, int offset) {
        return (int) INT32.get(bytes, offset + 8);
    }

    /** The opcode of the message at {@code offset}, without an object. */
    public static int opCode(byte[] bytes, int offset) {
        return (int) INT32.get(bytes, offset + 12);
    }
}
