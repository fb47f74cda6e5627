package dev.weft.core.mapping;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.junit.jupiter.api.Test;

class TreesTest {
    private final BsonDocument tree = BsonDocument.parse(
                    "{hello: 1, helloOk: true, compression: ['zlib'], topologyVersion:"
                            + " {processId: {$oid: '6478f3f3f3f3f3f3f3f3f3f3'}, counter: {$numberLong: '6'}}, at: {$date: 5}, nothing: null}")
            .append("client", new RawBsonDocument(bson(new BsonDocument("driver", new BsonString("weft")))))
            .append("list", new BsonArray(List.of(new BsonInt32(1), new BsonInt64(2))));

    @Test
    void aTreeIsWrittenAsOrgBsonWritesItThoughPartsOfItAreBytes() {
        assertArrayEquals(bson(tree), Trees.bytes(tree));
    }

    @Test
    void whatWasWrittenIsReadBackFromTheMiddleOfAnArray() {
        byte[] bytes = Trees.bytes(tree);
        byte[] more = new byte[bytes.length + 9];
        System.arraycopy(bytes, 0, more, 4, bytes.length);
        assertEquals(tree, Trees.read(new RawBsonDocument(more, 4, bytes.length)));
    }

    @Test
    void anEmptyTreeIsFiveBytes() {
        assertArrayEquals(new byte[] {5, 0, 0, 0, 0}, Trees.bytes(new BsonDocument()));
    }

    private static byte[] bson(BsonDocument document) {
        var out = new BasicOutputBuffer();
        try (var writer = new BsonBinaryWriter(out)) {
            new BsonDocumentCodec()
                    .encode(writer, document, EncoderContext.builder().build());
        }
        return out.toByteArray();
    }
}
