package dev.weft.protocol;

import dev.weft.protocol.Section.Body;
import dev.weft.protocol.Section.DocumentSequence;
import dev.weft.protocol.WireFormatException.BadChecksum;
import dev.weft.protocol.WireFormatException.BadFlags;
import dev.weft.protocol.WireFormatException.BadHeader;
import dev.weft.protocol.WireFormatException.BadSection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bson.RawBsonDocument;

/**
 * Reads OP_MSG out of a frame: the bytes of one message, beginning at index 0 of an array that may be longer.
 *
 * <p>Every length is checked against the frame and against the limits. Documents are checked as far as the message
 * depends on them (their length and their last byte); what is inside a document is checked by who walks it.
 */
public final class MessageReader {
    private static final int FLAGS_OFFSET = MessageHeader.SIZE;
    private static final int SECTIONS_OFFSET = FLAGS_OFFSET + Integer.BYTES;
    private static final int REPLY_BODY_OFFSET = SECTIONS_OFFSET + 1;
    private static final int MIN_DOCUMENT = 5;

    private MessageReader() {}

    /** The flag bits of a frame that {@link #replyBody} or {@link #read} has accepted. */
    public static int flags(byte[] frame) {
        return (int) MessageHeader.INT32.get(frame, FLAGS_OFFSET);
    }

    /**
     * Checks a reply that is a single document, which is what servers send, and makes no object.
     *
     * @param length bytes of the frame
     * @return where the document begins
     * @throws WireFormatException if this is no such reply
     */
    public static int replyBody(byte[] frame, int length) {
        int end = sectionsEnd(frame, length);
        int kind = frame[SECTIONS_OFFSET];
        if (kind != 0) {
            throw new BadSection("A reply begins with a section of kind 0, this one with kind " + (kind & 0xFF) + ".");
        }
        int document = document(frame, REPLY_BODY_OFFSET, end, Integer.MAX_VALUE);
        if (REPLY_BODY_OFFSET + document != end) {
            throw new BadSection("The reply's document has " + document + " bytes, but its section has "
                    + (end - REPLY_BODY_OFFSET) + ".");
        }
        return REPLY_BODY_OFFSET;
    }

    /** Reads a whole message within the default limits. */
    public static OpMsg read(byte[] frame, int length) {
        return read(frame, length, WireLimits.DEFAULT);
    }

    /**
     * Reads a whole message of either side.
     *
     * @param length bytes of the frame
     * @throws WireFormatException if this is no OP_MSG within the limits
     */
    public static OpMsg read(byte[] frame, int length, WireLimits limits) {
        if (length > limits.maxMessageBytes()) {
            throw new BadHeader("The message has " + length + " bytes, more than the " + limits.maxMessageBytes()
                    + " that may be sent.");
        }
        int end = sectionsEnd(frame, length);
        Body body = null;
        List<DocumentSequence> sequences = new ArrayList<>();
        int at = SECTIONS_OFFSET;
        while (at < end) {
            int kind = frame[at++];
            switch (kind) {
                case 0 -> {
                    if (body != null) {
                        throw new BadSection("A message has exactly one section of kind 0, this one has two.");
                    }
                    int size = document(frame, at, end, limits.maxDocumentBytes());
                    body = new Body(new RawBsonDocument(frame, at, size));
                    at += size;
                }
                case 1 -> at += sequence(frame, at, end, limits, sequences);
                default -> throw new BadSection("A section is of kind 0 or 1, this one of kind " + (kind & 0xFF) + ".");
            }
        }
        if (body == null) {
            throw new BadSection("A message has exactly one section of kind 0, this one has none.");
        }
        return new OpMsg(MessageHeader.read(frame, 0), flags(frame), body, sequences);
    }

    /** Checks all that comes before the sections, and the checksum behind them. */
    private static int sectionsEnd(byte[] frame, int length) {
        if (length > frame.length || length < REPLY_BODY_OFFSET + MIN_DOCUMENT) {
            throw new BadHeader("An OP_MSG has at least " + (REPLY_BODY_OFFSET + MIN_DOCUMENT) + " bytes, this frame "
                    + length + " of " + frame.length + ".");
        }
        if (MessageHeader.length(frame, 0) != length) {
            throw new BadHeader(
                    "The message claims " + MessageHeader.length(frame, 0) + " bytes, its frame has " + length + ".");
        }
        if (MessageHeader.opCode(frame, 0) != OpCode.MSG) {
            throw new BadHeader(
                    "An OP_MSG (" + OpCode.MSG + ") was due, this is opcode " + MessageHeader.opCode(frame, 0) + ".");
        }
        int flags = flags(frame);
        if (!MsgFlags.understood(flags)) {
            throw new BadFlags(
                    "The message sets a required flag bit that is not known: 0x" + Integer.toHexString(flags) + ".");
        }
        return (flags & MsgFlags.CHECKSUM_PRESENT) == 0 ? length : beforeChecksum(frame, length);
    }

    private static int beforeChecksum(byte[] frame, int length) {
        int end = length - Integer.BYTES;
        int claimed = (int) MessageHeader.INT32.get(frame, end);
        int actual = MessageWriter.crc32c(frame, 0, end);
        if (claimed != actual) {
            throw new BadChecksum("The message's checksum is 0x" + Integer.toHexString(actual) + ", not the 0x"
                    + Integer.toHexString(claimed) + " it was sent with: bytes were changed on the way.");
        }
        if (end < REPLY_BODY_OFFSET + MIN_DOCUMENT) {
            throw new BadHeader("The message has no room for a section before its checksum.");
        }
        return end;
    }

    /** Checks the document at {@code at} and returns its size. */
    private static int document(byte[] frame, int at, int end, int maxDocumentBytes) {
        int room = end - at;
        if (room < MIN_DOCUMENT) {
            throw new BadSection("A document has at least 5 bytes, but the section ends after " + room + ".");
        }
        int size = (int) MessageHeader.INT32.get(frame, at);
        if (size < MIN_DOCUMENT || size > room) {
            throw new BadSection("A document claims " + size + " bytes where between 5 and " + room + " can be.");
        }
        if (size > maxDocumentBytes) {
            throw new BadSection("A document has " + size + " bytes, more than the " + maxDocumentBytes + " allowed.");
        }
        if (frame[at + size - 1] != 0) {
            throw new BadSection("A document of " + size + " bytes does not end with a zero byte.");
        }
        return size;
    }

    private static int sequence(byte[] frame, int start, int end, WireLimits limits, List<DocumentSequence> into) {
        int room = end - start;
        int size = room < Integer.BYTES ? -1 : (int) MessageHeader.INT32.get(frame, start);
        if (size < Integer.BYTES + 1 || size > room) {
            throw new BadSection("A document sequence claims " + size + " bytes where " + room + " are left.");
        }
        int sequenceEnd = start + size;
        int nameEnd = start + Integer.BYTES;
        while (nameEnd < sequenceEnd && frame[nameEnd] != 0) {
            nameEnd++;
        }
        if (nameEnd == sequenceEnd) {
            throw new BadSection("The identifier of a document sequence does not end within it.");
        }
        int nameLength = nameEnd - start - Integer.BYTES;
        String identifier = new String(frame, start + Integer.BYTES, nameLength, StandardCharsets.UTF_8);
        for (DocumentSequence other : into) {
            if (other.identifier().equals(identifier)) {
                throw new BadSection("Two document sequences are called '" + identifier + "'.");
            }
        }
        List<RawBsonDocument> documents = new ArrayList<>();
        int at = nameEnd + 1;
        while (at < sequenceEnd) {
            int length = document(frame, at, sequenceEnd, limits.maxDocumentBytes());
            documents.add(new RawBsonDocument(frame, at, length));
            at += length;
        }
        into.add(new DocumentSequence(identifier, documents));
        return size;
    }
}
