package dev.weft.testbed.wire;

import dev.weft.protocol.MessageHeader;
import dev.weft.protocol.MessageReader;
import dev.weft.protocol.MessageWriter;
import dev.weft.protocol.OpCode;
import dev.weft.protocol.OpCompressed;
import dev.weft.protocol.RequestIds;
import dev.weft.protocol.WireFormatException.BadHeader;
import dev.weft.protocol.WireLimits;
import dev.weft.protocol.buffer.WireBuffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;

/** Frames into requests and replies into frames, OP_QUERY and OP_REPLY included, which older drivers begin with (OP_MSG and OP_COMPRESSED specifications; server manual, "MongoDB Wire Protocol"). */
public final class Frames {
    /** What a client may send: a document of 16 MiB, and a command around it. */
    public static final WireLimits LIMITS = new WireLimits(48_000_000, 16 * 1024 * 1024 + 16 * 1024);

    private static final int OP_REPLY = 1;
    private static final int OP_QUERY = 2004;
    private static final int AWAIT_CAPABLE = 8;
    private static final int NAME_OFFSET = MessageHeader.SIZE + 4;

    private Frames() {}

    /** What a frame asks for; a {@link CommandFailure} when it is a message, but no command. */
    public static Request request(byte[] frame) {
        if (MessageHeader.opCode(frame, 0) == OpCode.COMPRESSED) {
            return request(OpCompressed.read(frame, frame.length, LIMITS).unwrap(frame), true);
        }
        return request(frame, false);
    }

    private static Request request(byte[] frame, boolean compressed) {
        return MessageHeader.opCode(frame, 0) == OP_QUERY
                ? query(frame)
                : Request.of(MessageReader.read(frame, frame.length, LIMITS), compressed);
    }

    private static Request query(byte[] frame) {
        int end = NAME_OFFSET;
        while (end < frame.length && frame[end] != 0) {
            end++;
        }
        int document = end + 1 + 8;
        String namespace = new String(frame, NAME_OFFSET, end - NAME_OFFSET, StandardCharsets.UTF_8);
        if (document > frame.length - 5 || !namespace.endsWith(".$cmd")) {
            throw new BadHeader("An OP_QUERY can only be a command; its collection was '" + namespace + "'.");
        }
        int size = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).getInt(document);
        if (size < 5 || size > frame.length - document) {
            throw new BadHeader("The document of an OP_QUERY claims " + size + " bytes.");
        }
        BsonDocument command = Request.decoded(new RawBsonDocument(frame, document, size));
        BsonDocument inner = command.getDocument("$query", command);
        String database = namespace.substring(0, namespace.length() - ".$cmd".length());
        return Request.legacy(MessageHeader.read(frame, 0).requestId(), inner, database);
    }

    /**
     * Writes a reply.
     *
     * @return the reply's own request id, which the next reply of a stream answers
     */
    static int reply(WireBuffer out, Request request, int responseTo, int flagBits, BsonDocument body) {
        int id = RequestIds.next();
        int start = out.position();
        if (request.legacy()) {
            out.writeInt32(0);
            out.writeInt32(id);
            out.writeInt32(responseTo);
            out.writeInt32(OP_REPLY);
            out.writeInt32(AWAIT_CAPABLE);
            out.writeInt64(0);
            out.writeInt32(0);
            out.writeInt32(1);
            document(out, body);
            out.patchInt32(start, out.position() - start);
        } else {
            MessageWriter.begin(out, id, responseTo, flagBits);
            MessageWriter.bodySection(out);
            document(out, body);
            MessageWriter.finish(out, start);
        }
        return id;
    }

    /** Bytes that a document has on the wire. */
    public static int size(BsonDocument document) {
        var out = new WireBuffer(512, 1024);
        document(out, document);
        return out.position();
    }

    /** A whole OP_MSG that asks for this. */
    public static byte[] message(BsonDocument command) {
        var out = new WireBuffer(1024, 1024);
        int start = MessageWriter.begin(out, RequestIds.next(), 0, 0);
        MessageWriter.bodySection(out);
        document(out, command);
        MessageWriter.finish(out, start);
        return Arrays.copyOf(out.array(), out.position());
    }

    static void document(WireBuffer out, BsonDocument body) {
        TreeWriter.write(out, body);
    }
}
