package dev.weft.core.mapping;

import dev.weft.protocol.bson.WireReader;
import dev.weft.protocol.buffer.WireBuffer;
import dev.weft.protocol.buffer.WireWriter;
import java.util.Arrays;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/** Documents that are rare enough to be trees, between their bytes and {@link BsonDocument}. */
public final class Trees {
    private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();
    private static final EncoderContext ENCODING = EncoderContext.builder().build();
    private static final DecoderContext DECODING = DecoderContext.builder().build();
    private static final int USUAL_SIZE = 512;

    private Trees() {}

    /** Writes a document behind what {@code out} already holds; parts of it that are bytes are copied. */
    public static void write(WireBuffer out, BsonDocument document) {
        WireWriter writer = out.writer();
        writer.writeStartDocument();
        document.forEach((name, value) -> {
            writer.writeName(name);
            if (value instanceof RawBsonDocument raw) {
                writer.writeDocument(raw.getBackingArray(), raw.getByteOffset(), raw.getByteLength());
            } else {
                write(writer, value);
            }
        });
        writer.writeEndDocument();
    }

    @SuppressWarnings("unchecked") // the registry answers a class with a codec of that class
    private static void write(WireWriter writer, BsonValue value) {
        ((Codec<BsonValue>) CODEC.getCodecRegistry().get(value.getClass())).encode(writer, value, ENCODING);
    }

    /** {@return the document as bytes, in an array of its size} */
    public static byte[] bytes(BsonDocument document) {
        WireBuffer out = new WireBuffer(USUAL_SIZE, USUAL_SIZE);
        write(out, document);
        return Arrays.copyOf(out.array(), out.position());
    }

    /** {@return the tree of a document whose bytes were checked} */
    public static BsonDocument read(RawBsonDocument raw) {
        int start = raw.getByteOffset();
        return CODEC.decode(new WireReader().over(raw.getBackingArray(), start, start + raw.getByteLength()), DECODING);
    }
}
