package dev.weft.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.core.operation.CommandWriter;
import java.util.List;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DecoderContext;
import org.bson.conversions.Bson;
import org.bson.io.BasicOutputBuffer;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every builder makes what the manual says, as a tree, as bytes and as text. */
class BuilderTableTest {
    private static final JsonWriterSettings EXACT =
            JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();
    private static final JsonWriterSettings RELAXED =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

    static List<Row> rows() {
        return BuilderTable.rows();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void makesWhatTheManualSays(Row row) {
        String expected = BsonDocument.parse(row.expected()).toJson(EXACT);
        assertEquals(expected, row.document().toBsonDocument().toJson(EXACT));
        assertEquals(expected, written(row.document()).toJson(EXACT));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void printsAsRelaxedJson(Row row) {
        String printed = row.what() instanceof Bson ? "" + row.what() : "{\"v\": " + row.what() + "}";
        // Long numbers look like short ones when they are printed for people.
        BsonDocument expected =
                BsonDocument.parse(BsonDocument.parse(row.expected()).toJson(RELAXED));
        assertEquals(expected, BsonDocument.parse(printed), printed);
    }

    // As a command writes it: straight as bytes.
    private static BsonDocument written(Bson query) {
        BasicOutputBuffer bytes = new BasicOutputBuffer();
        try (BsonBinaryWriter writer = new BsonBinaryWriter(bytes)) {
            ((CommandWriter.Writable) query).writeTo(writer, Bson.DEFAULT_CODEC_REGISTRY);
        }
        try (BsonBinaryReader reader =
                new BsonBinaryReader(bytes.getByteBuffers().get(0).asNIO())) {
            return new BsonDocumentCodec()
                    .decode(reader, DecoderContext.builder().build());
        }
    }
}
