package dev.weft.testbed.storage.memory;

import de.bwaldvogel.mongo.bson.BinData;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.bson.BsonBinary;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;

/**
 * Values that the backend has no type for, as bytes that it keeps, finds and sorts. A binary has its length and subtype in front of its
 * data, which is the order of the server manual, "Comparison/Sort Order", "BinData". Undefined, symbol, database pointer, code and code
 * with scope are whole elements behind a length that no binary has; so equal ones are found, and they sort behind all binaries.
 */
final class OddValues {
    private static final int PREFIX = 5;
    private static final int NO_LENGTH = -1;
    private static final String NAME = "";

    private OddValues() {}

    static BinData binary(BsonBinary value) {
        byte[] data = value.getData();
        return new BinData(ByteBuffer.allocate(PREFIX + data.length)
                .putInt(data.length)
                .put(value.getType())
                .put(data)
                .array());
    }

    static BinData odd(BsonValue value) {
        var out = new BasicOutputBuffer();
        try (var writer = new BsonBinaryWriter(out)) {
            new BsonDocumentCodec()
                    .encode(
                            writer,
                            new BsonDocument(NAME, value),
                            EncoderContext.builder().build());
        }
        byte[] element = out.toByteArray();
        return new BinData(ByteBuffer.allocate(Integer.BYTES + element.length)
                .putInt(NO_LENGTH)
                .put(element)
                .array());
    }

    static BsonValue value(BinData stored) {
        byte[] bytes = stored.getData();
        if (bytes.length < PREFIX) {
            return new BsonBinary(bytes);
        }
        if (ByteBuffer.wrap(bytes).getInt() == NO_LENGTH) {
            BsonDocument element = new RawBsonDocument(Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length));
            return Optional.ofNullable(element.get(NAME)).orElseThrow();
        }
        return new BsonBinary(bytes[Integer.BYTES], Arrays.copyOfRange(bytes, PREFIX, bytes.length));
    }
}
