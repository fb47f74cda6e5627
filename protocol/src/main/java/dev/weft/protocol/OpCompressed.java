package dev.weft.protocol;

import dev.weft.protocol.WireFormatException.BadCompression;
import dev.weft.protocol.WireFormatException.BadHeader;
import dev.weft.protocol.buffer.WireBuffer;

/**
 * The frame of a compressed message (OP_COMPRESSED specification).
 *
 * @param header the header of the compressed message; its request ids are those of the message inside
 * @param originalOpCode what the message inside is
 * @param uncompressedSize bytes of the message inside without its header, checked against the limit
 * @param compressor how it was compressed
 * @param payloadOffset where the compressed bytes begin in the frame
 * @param payloadLength how many there are
 */
public record OpCompressed(
        MessageHeader header,
        int originalOpCode,
        int uncompressedSize,
        CompressorId compressor,
        int payloadOffset,
        int payloadLength) {
    private static final int SIZE = MessageHeader.SIZE + 4 + 4 + 1;

    /**
     * Reads the frame of a compressed message. Nothing is reserved by the size that is claimed for the message inside,
     * and that size may not exceed what an uncompressed message may have.
     */
    public static OpCompressed read(byte[] frame, int length, WireLimits limits) {
        if (length > frame.length || length < SIZE || length > limits.maxMessageBytes()) {
            throw new BadHeader("An OP_COMPRESSED has between " + SIZE + " and " + limits.maxMessageBytes()
                    + " bytes, this frame " + length + " of " + frame.length + ".");
        }
        MessageHeader header = MessageHeader.read(frame, 0);
        if (header.length() != length || header.opCode() != OpCode.COMPRESSED) {
            throw new BadHeader("An OP_COMPRESSED (" + OpCode.COMPRESSED + ") of " + length + " bytes was due, this is "
                    + header + ".");
        }
        int originalOpCode = (int) MessageHeader.INT32.get(frame, MessageHeader.SIZE);
        if (originalOpCode == OpCode.COMPRESSED) {
            throw new BadCompression("A compressed message holds another compressed message.");
        }
        int size = (int) MessageHeader.INT32.get(frame, MessageHeader.SIZE + 4);
        if (size < 0 || size > limits.maxMessageBytes() - MessageHeader.SIZE) {
            throw new BadCompression("The compressed message claims " + size + " bytes once decompressed, but at most "
                    + (limits.maxMessageBytes() - MessageHeader.SIZE) + " may be sent.");
        }
        CompressorId compressor = CompressorId.of(frame[SIZE - 1] & 0xFF);
        return new OpCompressed(header, originalOpCode, size, compressor, SIZE, length - SIZE);
    }

    /**
     * The message inside, with a header of its own, as an array of exactly its length.
     *
     * @param frame the frame that this was read from
     */
    public byte[] unwrap(byte[] frame) {
        if (compressor != CompressorId.NOOP) {
            throw new BadCompression("The message is compressed with " + compressor.handshakeName()
                    + ", which was not agreed on in the handshake.");
        }
        if (payloadLength != uncompressedSize) {
            throw new BadCompression("The message claims " + uncompressedSize + " bytes once decompressed, but has "
                    + payloadLength + ".");
        }
        byte[] message = new byte[MessageHeader.SIZE + uncompressedSize];
        MessageHeader.INT32.set(message, 0, message.length);
        MessageHeader.INT32.set(message, 4, header.requestId());
        MessageHeader.INT32.set(message, 8, header.responseTo());
        MessageHeader.INT32.set(message, 12, originalOpCode);
        System.arraycopy(frame, payloadOffset, message, MessageHeader.SIZE, uncompressedSize);
        return message;
    }

    /** Writes a whole message as an OP_COMPRESSED that is not in fact compressed (the specification's noop). */
    public static void wrapUncompressed(WireBuffer out, byte[] message, int length) {
        MessageHeader inner = MessageHeader.read(message, 0);
        int size = length - MessageHeader.SIZE;
        out.writeInt32(SIZE + size);
        out.writeInt32(inner.requestId());
        out.writeInt32(inner.responseTo());
        out.writeInt32(OpCode.COMPRESSED);
        out.writeInt32(inner.opCode());
        out.writeInt32(size);
        out.writeByte(CompressorId.NOOP.id());
        out.writeBytes(message, MessageHeader.SIZE, size);
    }
}
