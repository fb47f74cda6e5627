package dev.weft.protocol;

import dev.weft.protocol.buffer.WireBuffer;
import java.util.Arrays;
import java.util.List;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.EncoderContext;

/** Messages as arrays, for tests that change them. */
final class Wire {
    private Wire() {}

    static byte[] message(int flagBits, BsonDocument body) {
        var out = new WireBuffer(64, 1024);
        int start = MessageWriter.begin(out, 7, 3, flagBits);
        MessageWriter.bodySection(out);
        document(out, body);
        MessageWriter.finish(out, start);
        return bytes(out);
    }

    /** A command with a document sequence before its body, which the specification allows. */
    static byte[] message(int flagBits, BsonDocument body, String identifier, List<BsonDocument> documents) {
        var out = new WireBuffer(64, 1024);
        int start = MessageWriter.begin(out, 7, 3, flagBits);
        sequence(out, identifier, documents);
        MessageWriter.bodySection(out);
        document(out, body);
        MessageWriter.finish(out, start);
        return bytes(out);
    }

    static void sequence(WireBuffer out, String identifier, List<BsonDocument> documents) {
        int sequence = MessageWriter.beginSequence(out, identifier);
        documents.forEach(document -> document(out, document));
        MessageWriter.endSequence(out, sequence);
    }

    static void document(WireBuffer out, BsonDocument document) {
        try (var writer = new BsonBinaryWriter(out)) {
            new BsonDocumentCodec()
                    .encode(writer, document, EncoderContext.builder().build());
        }
    }

    static byte[] bytes(WireBuffer out) {
        return Arrays.copyOf(out.array(), out.position());
    }
}
