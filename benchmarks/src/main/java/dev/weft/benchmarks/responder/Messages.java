package dev.weft.benchmarks.responder;

import java.util.function.Consumer;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.bson.io.BsonOutput;

/** Messages that are encoded before anything is measured. */
public final class Messages {
    static final int OP_MSG = 2013;
    /** The command that is answered late; its value says by how many milliseconds. */
    static final String LATE_FIND = "lateFind";

    private Messages() {}

    /** A request for the one document. */
    public static byte[] find(int requestId) {
        return request(requestId, "{\"find\": \"docs\", ");
    }

    /** A ping. */
    public static byte[] ping(int requestId) {
        return message(requestId, "{\"ping\": 1, \"$db\": \"bench\"}");
    }

    /** The same request, but the responder thinks about it for so long. */
    public static byte[] lateFind(int requestId, int delayMillis) {
        return request(requestId, "{\"" + LATE_FIND + "\": " + delayMillis + ", ");
    }

    private static byte[] request(int requestId, String firstElement) {
        return message(requestId, firstElement + """
                "filter": {"_id": {"$oid": "6560f0a1b2c3d4e5f6a7b8c9"}}, "limit": 1, "singleBatch": true, "$db": "bench"}
                """);
    }

    static byte[] message(int requestId, String json) {
        return encode(json, out -> {
            writeInts(out, 0, requestId, 0, OP_MSG, 0);
            out.writeByte(0);
        });
    }

    static byte[] encode(String json, Consumer<BsonOutput> beforeTheDocument) {
        try (var out = new BasicOutputBuffer()) {
            beforeTheDocument.accept(out);
            new BsonDocumentCodec()
                    .encode(
                            new BsonBinaryWriter(out),
                            BsonDocument.parse(json),
                            EncoderContext.builder().build());
            out.writeInt32(0, out.getPosition());
            return out.toByteArray();
        }
    }

    static void writeInts(BsonOutput out, int... values) {
        for (int value : values) {
            out.writeInt32(value);
        }
    }
}
