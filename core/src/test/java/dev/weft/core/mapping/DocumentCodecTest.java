package dev.weft.core.mapping;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.protocol.bson.WireReader;
import dev.weft.protocol.buffer.WireBuffer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bson.BSONException;
import org.bson.BinaryVector;
import org.bson.BsonBinary;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDbPointer;
import org.bson.BsonMaxKey;
import org.bson.BsonRegularExpression;
import org.bson.BsonTimestamp;
import org.bson.BsonUndefined;
import org.bson.BsonWriter;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.UuidRepresentation;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.StringCodec;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;
import org.bson.io.BasicOutputBuffer;
import org.bson.types.Binary;
import org.bson.types.Code;
import org.bson.types.CodeWithScope;
import org.bson.types.Decimal128;
import org.bson.types.MinKey;
import org.bson.types.ObjectId;
import org.bson.types.Symbol;
import org.junit.jupiter.api.Test;

/** Our codec of documents against that of {@code org.bson}: the same bytes, the same values. */
class DocumentCodecTest {
    private static final CodecRegistry USUAL = Mapping.usual();
    private static final DecoderContext READING = DecoderContext.builder().build();
    private static final EncoderContext INNER = EncoderContext.builder().build();
    private static final EncoderContext STORED =
            EncoderContext.builder().isEncodingCollectibleDocument(true).build();

    /** Binaries of this subtype must hold a vector. */
    private static final byte VECTOR = 9;

    record Point(int x, int y) {}

    @Provide
    Arbitrary<Document> documents() {
        Arbitrary<String> text = Arbitraries.strings().ofMaxLength(12).filter(s -> s.indexOf(0) < 0 && isWhole(s));
        Arbitrary<ObjectId> ids =
                Arbitraries.bytes().array(byte[].class).ofSize(12).map(ObjectId::new);
        Arbitrary<Object> leaves = Arbitraries.oneOf(
                        text.map(Object.class::cast),
                        Arbitraries.integers().map(Object.class::cast),
                        Arbitraries.longs().map(Object.class::cast),
                        Arbitraries.doubles().map(Object.class::cast),
                        ids.map(Object.class::cast),
                        Arbitraries.longs().map(Date::new).map(Object.class::cast),
                        Combinators.combine(
                                        Arbitraries.bytes().filter(subtype -> subtype != VECTOR),
                                        Arbitraries.bytes().array(byte[].class).ofMaxSize(20))
                                .as((subtype, data) -> (Object) new BsonBinary(subtype, data)),
                        Arbitraries.of(
                                        true,
                                        false,
                                        new Decimal128(new BigDecimal("1.50")),
                                        new Binary(new byte[] {1, 2}),
                                        new BsonRegularExpression("^a", "i"),
                                        new BsonTimestamp(7, 1),
                                        new Code("f()"),
                                        new CodeWithScope("f()", new Document("a", 1)),
                                        new Symbol("s"),
                                        BinaryVector.int8Vector(new byte[] {1, 2}),
                                        new BsonDbPointer("a.b", new ObjectId()),
                                        new MinKey(),
                                        new BsonMaxKey(),
                                        new BsonUndefined(),
                                        'c',
                                        (short) 3,
                                        1.5f,
                                        Instant.EPOCH,
                                        new RawBsonDocument(new byte[] {5, 0, 0, 0, 0}),
                                        Map.of("k", 1),
                                        List.of(),
                                        List.of(1, "a"))
                                .map(Object.class::cast))
                .injectNull(0.05);
        return Arbitraries.recursive(
                () -> document(text, leaves),
                inner -> document(
                        text,
                        Arbitraries.oneOf(
                                leaves,
                                inner.map(Object.class::cast),
                                inner.list().ofMaxSize(11).map(Object.class::cast))),
                0,
                2);
    }

    private static boolean isWhole(String text) {
        return text.chars().noneMatch(c -> Character.isSurrogate((char) c));
    }

    private static Arbitrary<Document> document(Arbitrary<String> names, Arbitrary<Object> values) {
        return Arbitraries.maps(Arbitraries.oneOf(names, Arbitraries.of("_id", "name")), values)
                .ofMaxSize(6)
                .map(Document::new);
    }

    @Property(tries = 400)
    void writesTheSameBytesAndReadsTheSameValues(@ForAll("documents") Document document) {
        CodecRegistry theirRegistry = Mapping.withRecords(Bson.DEFAULT_CODEC_REGISTRY);
        Codec<Document> theirs = theirRegistry.get(Document.class);
        Codec<Document> ours = USUAL.get(Document.class);
        assertInstanceOf(DocumentCodec.class, ours);
        for (EncoderContext context : List.of(INNER, STORED)) {
            byte[] expected = theirBytes(theirs, document, context);
            byte[] bytes = ourBytes(ours, document, context);
            assertArrayEquals(expected, bytes);
            Document back = ours.decode(new WireReader().over(bytes, 0, bytes.length), READING);
            assertEquals(
                    theirs.decode(new BsonBinaryReader(java.nio.ByteBuffer.wrap(bytes)), READING)
                            .toString(),
                    back.toString());
            assertEquals(theirs.decode(new BsonBinaryReader(java.nio.ByteBuffer.wrap(bytes)), READING), back);
        }
    }

    @Test
    void leavesWhatItDoesNotKnowToTheRegistry() {
        Document document = new Document("point", new Point(1, 2)).append("points", List.of(new Point(3, 4)));
        byte[] bytes = ourBytes(USUAL.get(Document.class), document, INNER);
        assertEquals(
                "{\"point\": {\"x\": 1, \"y\": 2}, \"points\": [{\"x\": 3, \"y\": 4}]}",
                new RawBsonDocument(bytes).toJson());
    }

    @Test
    void writesUuidsOnlyAsTheRegistrySays() {
        Document document = new Document("id", new UUID(1, 2));
        CodecRegistry standard = CodecRegistries.withUuidRepresentation(USUAL, UuidRepresentation.STANDARD);
        assertInstanceOf(DocumentCodec.class, standard.get(Document.class));
        byte[] bytes = ourBytes(standard.get(Document.class), document, INNER);
        assertEquals(
                document, standard.get(Document.class).decode(new WireReader().over(bytes, 0, bytes.length), READING));
    }

    @Test
    void aCodecOfTheUsersForAValueHoldsInDocumentsToo() {
        Codec<String> shouting = new StringCodec() {
            @Override
            public void encode(BsonWriter writer, String value, EncoderContext context) {
                writer.writeString(value.toUpperCase(java.util.Locale.ROOT));
            }
        };
        CodecRegistry theirs = CodecRegistries.fromRegistries(CodecRegistries.fromCodecs(shouting), USUAL);
        byte[] bytes = ourBytes(theirs.get(Document.class), new Document("a", "b"), INNER);
        assertEquals("{\"a\": \"B\"}", new RawBsonDocument(bytes).toJson());
    }

    @Test
    void copiesOfARawDocumentAsMuchAsItSaysItIs() {
        byte[] more = {5, 0, 0, 0, 0, 0x10, 'x', 0, 1, 0, 0, 0};
        Document outer = new Document("raw", new RawBsonDocument(more)).append("b", 1);
        byte[] bytes = ourBytes(USUAL.get(Document.class), outer, INNER);
        assertEquals("{\"raw\": {}, \"b\": 1}", new RawBsonDocument(bytes).toJson());
    }

    @Test
    void refusesARawDocumentThatSaysItIsMore() {
        Document outer = new Document("raw", new RawBsonDocument(new byte[] {6, 0, 0, 0, 0}));
        assertThrows(BSONException.class, () -> ourBytes(USUAL.get(Document.class), outer, INNER));
    }

    @Test
    void readsADocumentAfterOneThatFailed() {
        Codec<Document> codec = USUAL.get(Document.class);
        byte[] good = ourBytes(codec, new Document("a", 1), INNER);
        byte[] bad = ourBytes(codec, new Document("b", 1).append("c", new Document("d", "text")), INNER);
        bad[bad.length - 8] = 99;
        WireReader reader = new WireReader();
        assertThrows(RuntimeException.class, () -> codec.decode(reader.over(bad, 0, bad.length), READING));
        assertEquals(new Document("a", 1), codec.decode(reader.over(good, 0, good.length), READING));
    }

    @Test
    void documentsOfTheSameFieldsShareTheirNames() {
        byte[] bytes =
                ourBytes(USUAL.get(Document.class), new Document("aNameOfTheseDocuments", 1).append("b", 2), INNER);
        Document one = USUAL.get(Document.class).decode(new WireReader().over(bytes, 0, bytes.length), READING);
        Document other = USUAL.get(Document.class).decode(new WireReader().over(bytes, 0, bytes.length), READING);
        assertSame(one.keySet().iterator().next(), other.keySet().iterator().next());
    }

    private static byte[] ourBytes(Codec<Document> codec, Document document, EncoderContext context) {
        WireBuffer out = new WireBuffer(64, 1024);
        codec.encode(out.writer(), document, context);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static byte[] theirBytes(Codec<Document> codec, Document document, EncoderContext context) {
        try (var out = new BasicOutputBuffer();
                var writer = new BsonBinaryWriter(out)) {
            codec.encode(writer, document, context);
            return out.toByteArray();
        }
    }
}
