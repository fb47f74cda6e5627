package dev.weft.protocol;

import dev.weft.protocol.buffer.WireBuffer;
import java.util.zip.CRC32C;

/**
 * Writes OP_MSG straight into a buffer, without an object per message.
 *
 * <p>The order of calls: {@link #begin}, then sections in any order, exactly one of them {@link #bodySection} followed
 * by the document, then {@link #finish}. Documents are written into the buffer by whoever has them.
 */
public final class MessageWriter {
    private static final int FLAGS_OFFSET = MessageHeader.SIZE;
    private static final int BODY_KIND = 0;
    private static final int SEQUENCE_KIND = 1;

    private MessageWriter() {}

    /**
     * Begins a message at the buffer's position.
     *
     * @param responseTo the request that is answered, or 0
     * @param flagBits of {@link MsgFlags}
     * @return where the message begins, for {@link #finish}
     */
    public static int begin(WireBuffer out, int requestId, int responseTo, int flagBits) {
        int start = out.position();
        out.writeInt32(0);
        out.writeInt32(requestId);
        out.writeInt32(responseTo);
        out.writeInt32(OpCode.MSG);
        out.writeInt32(flagBits);
        return start;
    }

    /** Begins the section of kind 0; its document comes next. */
    public static void bodySection(WireBuffer out) {
        out.writeByte(BODY_KIND);
    }

    /**
     * Begins a section of kind 1; its documents come next, one after the other.
     *
     * @param identifier the argument of the command that the documents are, such as {@code documents}
     * @return where the section's size goes, for {@link #endSequence}
     */
    public static int beginSequence(WireBuffer out, String identifier) {
        out.writeByte(SEQUENCE_KIND);
        int start = out.position();
        out.writeInt32(0);
        out.writeCString(identifier);
        return start;
    }

    /** Ends the section of kind 1 that {@link #beginSequence} began. */
    public static void endSequence(WireBuffer out, int start) {
        out.patchInt32(start, out.position() - start);
    }

    /** Ends the message that {@link #begin} began: its length and, if the flag was given, its checksum. */
    public static void finish(WireBuffer out, int start) {
        boolean checksum =
                ((int) MessageHeader.INT32.get(out.array(), start + FLAGS_OFFSET) & MsgFlags.CHECKSUM_PRESENT) != 0;
        int length = out.position() - start;
        out.patchInt32(start, checksum ? length + Integer.BYTES : length);
        if (checksum) {
            out.writeInt32(crc32c(out.array(), start, length));
        }
    }

    static int crc32c(byte[] bytes, int offset, int length) {
        var crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
