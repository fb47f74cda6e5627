package dev.weft.specification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.protocol.testing.Specifications;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** The BSON corpus against {@code org.bson}, which is what encodes and decodes the users' documents. */
class BsonCorpusSpecTest {
    private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();
    private static final String LENIENT =
            "org.bson decodes malformed UTF-8 to the replacement character, as Java's String does";
    private static final String LEGACY = "org.bson's JSON reader also takes the older forms of Extended JSON";
    private static final Deviations KNOWN = new Deviations(Map.of(
            "code.json decodeErrors: invalid UTF-8", LENIENT,
            "dbpointer.json decodeErrors: String with bad UTF-8", LENIENT,
            "string.json decodeErrors: invalid UTF-8", LENIENT,
            "symbol.json decodeErrors: invalid UTF-8", LENIENT,
            "top.json parseErrors: Bad $binary (type is number, not string)", LEGACY,
            "top.json parseErrors: Bad $date (number, not string or hash)", LEGACY));

    @TestFactory
    Stream<DynamicTest> everyCaseOfTheCorpus() {
        return Specifications.cases("bson-corpus/tests", BsonCorpusSpecTest::cases);
    }

    private static Stream<DynamicTest> cases(Path file) {
        BsonDocument corpus = Specifications.read(file);
        String type = corpus.getString("bson_type").getValue();
        return Stream.of(
                        tests(file, corpus, "valid", BsonCorpusSpecTest::valid),
                        tests(file, corpus, "decodeErrors", each -> () -> decodeError(each)),
                        tests(file, corpus, "parseErrors", each -> () -> parseError(type, each)))
                .flatMap(tests -> tests);
    }

    private interface Check {
        Executable of(BsonDocument each);
    }

    private static Stream<DynamicTest> tests(Path file, BsonDocument corpus, String kind, Check check) {
        return corpus.getArray(kind, new BsonArray()).stream()
                .map(BsonValue::asDocument)
                .map(each -> {
                    String name = file.getFileName() + " " + kind + ": "
                            + each.getString("description").getValue();
                    return DynamicTest.dynamicTest(name, () -> KNOWN.run(name, check.of(each)));
                });
    }

    private static Executable valid(BsonDocument each) {
        return () -> {
            byte[] bson = bytes(each, "canonical_bson").orElseThrow();
            String json = text(each, "canonical_extjson").orElseThrow();
            Optional<String> relaxed = text(each, "relaxed_extjson");
            boolean lossy = each.getBoolean("lossy", BsonBoolean.FALSE).getValue();
            BsonDocument decoded = decode(bson);
            assertBson(bson, decoded);
            assertJson(json, decoded, JsonMode.EXTENDED);
            relaxed.ifPresent(expected -> assertJson(expected, decoded, JsonMode.RELAXED));
            fromJson(json, json, bson, lossy);
            text(each, "degenerate_extjson").ifPresent(degenerate -> fromJson(degenerate, json, bson, lossy));
            bytes(each, "degenerate_bson").ifPresent(degenerate -> assertBson(bson, decode(degenerate)));
            relaxed.ifPresent(same -> assertJson(same, BsonDocument.parse(same), JsonMode.RELAXED));
            converted(each);
        };
    }

    private static void fromJson(String input, String canonical, byte[] bson, boolean lossy) {
        BsonDocument parsed = BsonDocument.parse(input);
        assertJson(canonical, parsed, JsonMode.EXTENDED);
        if (!lossy) {
            assertBson(bson, parsed);
        }
    }

    /** What a deprecated type would be converted to must itself be sound; converting is not asked for. */
    private static void converted(BsonDocument each) {
        bytes(each, "converted_bson").ifPresent(bson -> {
            String json = text(each, "converted_extjson").orElseThrow();
            assertBson(bson, decode(bson));
            assertJson(json, decode(bson), JsonMode.EXTENDED);
            fromJson(json, json, bson, false);
        });
    }

    private static void decodeError(BsonDocument each) {
        byte[] bson = bytes(each, "bson").orElseThrow();
        assertThrows(RuntimeException.class, () -> decode(bson));
    }

    private static void parseError(String type, BsonDocument each) {
        String string = text(each, "string").orElseThrow();
        switch (type) {
            case "0x00", "0x05" -> assertThrows(RuntimeException.class, () -> encode(BsonDocument.parse(string)));
            case "0x13" -> assertThrows(RuntimeException.class, () -> Decimal128.parse(string));
            default -> throw new AssertionError("no way to parse type " + type + " is known");
        }
    }

    private static void assertBson(byte[] expected, BsonDocument actual) {
        assertEquals(HexFormat.of().formatHex(expected), HexFormat.of().formatHex(encode(actual)));
    }

    private static void assertJson(String expected, BsonDocument actual, JsonMode mode) {
        String json =
                actual.toJson(JsonWriterSettings.builder().outputMode(mode).build());
        assertEquals(JsonText.normalised(expected), JsonText.normalised(json));
    }

    private static BsonDocument decode(byte[] bson) {
        try (var reader = new BsonBinaryReader(ByteBuffer.wrap(bson))) {
            BsonDocument document =
                    CODEC.decode(reader, DecoderContext.builder().build());
            if (reader.getBsonInput().getPosition() != bson.length) {
                throw new IllegalStateException("bytes after the end of the document");
            }
            return document;
        }
    }

    private static byte[] encode(BsonDocument document) {
        try (var out = new BasicOutputBuffer();
                var writer = new BsonBinaryWriter(out)) {
            CODEC.encode(writer, document, EncoderContext.builder().build());
            return out.toByteArray();
        }
    }

    private static Optional<String> text(BsonDocument each, String key) {
        return each.containsKey(key) ? Optional.of(each.getString(key).getValue()) : Optional.empty();
    }

    private static Optional<byte[]> bytes(BsonDocument each, String key) {
        return text(each, key).map(hex -> HexFormat.of().parseHex(hex.toLowerCase(Locale.ROOT)));
    }
}
