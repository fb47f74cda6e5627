package dev.weft.protocol.bson;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.protocol.WireFormatException.BadDocument;
import dev.weft.protocol.buffer.WireBuffer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.bson.BSONException;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDbPointer;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonJavaScript;
import org.bson.BsonJavaScriptWithScope;
import org.bson.BsonMaxKey;
import org.bson.BsonMinKey;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonReader;
import org.bson.BsonRegularExpression;
import org.bson.BsonString;
import org.bson.BsonSymbol;
import org.bson.BsonTimestamp;
import org.bson.BsonType;
import org.bson.BsonUndefined;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.BsonValueCodec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.RawBsonDocumentCodec;
import org.bson.io.BasicOutputBuffer;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

/** Our reader and writer against those of {@code org.bson}: the same bytes, the same values, and no byte beyond the document. */
class SameAsOrgBsonTest {
    private static final BsonDocumentCodec TREES = new BsonDocumentCodec();
    private static final BsonValueCodec VALUES = new BsonValueCodec();
    private static final DecoderContext READING = DecoderContext.builder().build();
    private static final EncoderContext WRITING = EncoderContext.builder().build();

    @Provide
    Arbitrary<BsonDocument> documents() {
        Arbitrary<String> text = Arbitraries.oneOf(
                Arbitraries.strings().alpha().ofMaxLength(20),
                Arbitraries.strings().withCharRange('\u0001', '\uD7FF').ofMaxLength(60),
                Arbitraries.of("", "\uD83D\uDE00 and more", "a", "äöü", "0", "_id"));
        Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
        Arbitrary<ObjectId> ids =
                Arbitraries.bytes().array(byte[].class).ofSize(12).map(ObjectId::new);
        Arbitrary<BsonValue> leaves = Arbitraries.oneOf(
                text.map(BsonString::new),
                Arbitraries.integers().map(BsonInt32::new),
                Arbitraries.longs().map(BsonInt64::new),
                Arbitraries.doubles().map(BsonDouble::new),
                Arbitraries.of(true, false).map(BsonBoolean::valueOf),
                Arbitraries.longs().map(BsonDateTime::new),
                Arbitraries.longs().map(BsonTimestamp::new),
                ids.map(BsonObjectId::new),
                Combinators.combine(text, ids).as((namespace, id) -> new BsonDbPointer(namespace, id)),
                Arbitraries.longs().map(low -> new BsonDecimal128(Decimal128.fromIEEE754BIDEncoding(low >>> 4, low))),
                Combinators.combine(Arbitraries.bytes(), bytes).as((subtype, data) -> new BsonBinary(subtype, data)),
                text.map(BsonJavaScript::new),
                text.map(BsonSymbol::new),
                Combinators.combine(
                                text, Arbitraries.strings().withChars("imsx").ofMaxLength(4))
                        .as(BsonRegularExpression::new),
                Arbitraries.of(new BsonNull(), new BsonUndefined(), new BsonMinKey(), new BsonMaxKey()));
        return Arbitraries.recursive(
                () -> document(text, leaves),
                inner -> document(
                        text,
                        Arbitraries.oneOf(
                                leaves,
                                inner,
                                inner.map(scope -> new BsonJavaScriptWithScope("f()", scope)),
                                inner.list().ofMaxSize(11).map(BsonArray::new))),
                0,
                2);
    }

    private static Arbitrary<BsonDocument> document(Arbitrary<String> names, Arbitrary<? extends BsonValue> values) {
        return Arbitraries.maps(names, values).ofMaxSize(4).map(SameAsOrgBsonTest::document);
    }

    private static BsonDocument document(Map<String, ? extends BsonValue> fields) {
        BsonDocument document = new BsonDocument();
        document.putAll(fields);
        return document;
    }

    @Property(tries = 500)
    void writesTheSameBytesAndReadsTheSameValues(@ForAll("documents") BsonDocument document) {
        byte[] theirs = theirs(document);
        WireBuffer out = new WireBuffer(16, 1024);
        TREES.encode(out.writer(), document, WRITING);
        assertArrayEquals(theirs, written(out));
        assertEquals(document, TREES.decode(reader(theirs), READING));
    }

    @Property(tries = 200)
    void takesDocumentsFromAnyReader(@ForAll("documents") BsonDocument document) {
        byte[] theirs = theirs(document);
        WireBuffer out = new WireBuffer(16, 1024);
        out.writer().pipe(reader(theirs));
        out.writer().pipe(new BsonBinaryReader(ByteBuffer.wrap(theirs)));
        new RawBsonDocumentCodec().encode(out.writer(), new RawBsonDocument(theirs), WRITING);
        out.writer().writeStartDocument();
        out.writer().writeName("inner");
        new RawBsonDocumentCodec().encode(out.writer(), new RawBsonDocument(theirs), WRITING);
        out.writer().writeEndDocument();
        byte[] all = written(out);
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(theirs, Arrays.copyOfRange(all, i * theirs.length, (i + 1) * theirs.length));
        }
        byte[] outer = Arrays.copyOfRange(all, 3 * theirs.length, all.length);
        assertArrayEquals(theirs(new BsonDocument("inner", document)), outer);
    }

    @Property(tries = 500)
    void skipsAndGoesBackLikeTheirs(
            @ForAll("documents") BsonDocument document, @ForAll @IntRange(max = 5) int skipped) {
        byte[] bytes = theirs(document);
        WireReader ours = reader(bytes);
        BsonReader theirs = new BsonBinaryReader(ByteBuffer.wrap(bytes));
        ours.readStartDocument();
        theirs.readStartDocument();
        for (int i = 0; i < skipped && i < document.size(); i++) {
            assertEquals(theirs.readBsonType(), ours.readBsonType());
            assertEquals(theirs.readName(), ours.readName());
            assertEquals(theirs.getCurrentName(), ours.getCurrentName());
            theirs.skipValue();
            ours.skipValue();
        }
        var mark = ours.getMark();
        assertEquals(rest(theirs), rest(ours));
        mark.reset();
        assertEquals(Math.max(0, document.size() - skipped), rest(ours).size());
    }

    /** A mark anywhere: between elements or behind a name, in any document or array, and left for places below and above it. */
    @Property(tries = 1000)
    void goesBackToAMarkAtAnyDepth(
            @ForAll("documents") BsonDocument document,
            @ForAll @IntRange(max = 200) int before,
            @ForAll @IntRange(max = 200) int ahead,
            @ForAll boolean behindName) {
        byte[] bytes = theirs(document);
        List<String> all = new Walk(new BsonBinaryReader(ByteBuffer.wrap(bytes))).toEnd();
        Walk ours = new Walk(reader(bytes));
        int marked = before % all.size();
        List<String> met = new ArrayList<>(ours.steps(marked));
        if (behindName) {
            ours.head();
        }
        var mark = ours.reader.getMark();
        String name = ours.name;
        var inside = List.copyOf(ours.inside);
        assertEquals(
                all.subList(marked, marked + ahead % (all.size() - marked)), ours.steps(ahead % (all.size() - marked)));
        for (int i = 0; i < 2; i++) {
            mark.reset();
            ours.goOn(inside, behindName, name);
            List<String> again = new ArrayList<>(met);
            again.addAll(ours.toEnd());
            assertEquals(all, again);
        }
    }

    /** Goes through a document element by element, and says what it meets. */
    private static final class Walk {
        private final BsonReader reader;
        /** What it is in, the innermost last: true for documents. */
        private final List<Boolean> inside = new ArrayList<>();

        private String name = "";
        private boolean named;

        Walk(BsonReader reader) {
            this.reader = reader;
            reader.readStartDocument();
            inside.add(true);
        }

        void goOn(List<Boolean> where, boolean behindName, String last) {
            inside.clear();
            inside.addAll(where);
            named = behindName;
            name = last;
        }

        /** The type and the name of the next. */
        void head() {
            BsonType type = reader.readBsonType();
            name = type != BsonType.END_OF_DOCUMENT && inside.getLast() ? reader.readName() : "";
            named = true;
        }

        String step() {
            if (!named) {
                head();
            }
            named = false;
            BsonType type = reader.getCurrentBsonType();
            return type + " " + name + " " + value(type);
        }

        private String value(BsonType type) {
            switch (type) {
                case END_OF_DOCUMENT -> {
                    if (inside.removeLast()) {
                        reader.readEndDocument();
                    } else {
                        reader.readEndArray();
                    }
                }
                case DOCUMENT -> {
                    reader.readStartDocument();
                    inside.add(true);
                }
                case ARRAY -> {
                    reader.readStartArray();
                    inside.add(false);
                }
                case JAVASCRIPT_WITH_SCOPE -> {
                    String code = reader.readJavaScriptWithScope();
                    reader.readStartDocument();
                    inside.add(true);
                    return code;
                }
                default -> {
                    return VALUES.decode(reader, READING).toString();
                }
            }
            return "";
        }

        List<String> steps(int count) {
            return IntStream.range(0, count).mapToObj(i -> step()).toList();
        }

        List<String> toEnd() {
            List<String> met = new ArrayList<>();
            while (!inside.isEmpty()) {
                met.add(step());
            }
            return met;
        }
    }

    private static BsonDocument rest(BsonReader reader) {
        WireBuffer out = new WireBuffer(64, 64);
        BsonDocument rest = new BsonDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            String name = reader.readName();
            out.clear();
            out.writer().writeStartDocument();
            out.writer().writeName("v");
            VALUES.encode(out.writer(), VALUES.decode(reader, READING), WRITING);
            out.writer().writeEndDocument();
            rest.put(name, new RawBsonDocument(written(out)));
        }
        reader.readEndDocument();
        return rest;
    }

    @Property(tries = 1000)
    void readsNothingBeyondTheDocumentHoweverHostile(@ForAll("documents") BsonDocument document, @ForAll long seed) {
        byte[] bytes = theirs(document);
        int length = bytes.length;
        Random random = new Random(seed);
        for (int i = 0; i < 3; i++) {
            bytes[random.nextInt(length)] = (byte) random.nextInt(256);
        }
        assertEquals(outcome(bytes, length, (byte) 0), outcome(bytes, length, (byte) 0x55));
    }

    /** What reading gives: the values, or the kind of refusal. */
    private static Object outcome(byte[] bytes, int length, byte beyond) {
        byte[] more = Arrays.copyOf(bytes, length + 64);
        Arrays.fill(more, length, more.length, beyond);
        try {
            return TREES.decode(new WireReader().over(more, 0, length), READING);
        } catch (BadDocument | BSONException | IllegalArgumentException refused) {
            return refused.getClass();
        }
    }

    @Test
    void refusesADocumentThatReachesBeyondItsLimit() {
        byte[] bytes = theirs(new BsonDocument("a", new BsonString("text")));
        WireReader reader = new WireReader().over(bytes, 0, bytes.length - 1);
        assertThrows(BadDocument.class, reader::readStartDocument);
    }

    @Test
    void refusesWhatNoDocumentCanHold() {
        WireBuffer out = new WireBuffer(64, 64);
        var writer = out.writer();
        assertThrows(BSONException.class, () -> writer.writeInt32(1));
        writer.writeStartDocument();
        assertThrows(BSONException.class, () -> writer.writeInt32(1));
        assertThrows(BSONException.class, writer::writeEndArray);
        writer.writeName("a");
        assertThrows(BSONException.class, () -> writer.writeName("b"));
        assertThrows(BSONException.class, writer::writeEndDocument);
        writer.writeStartArray();
        assertThrows(BSONException.class, () -> writer.writeName("b"));
        assertThrows(BSONException.class, writer::writeEndDocument);
        for (int i = 0; i < 1022; i++) {
            writer.writeStartArray();
        }
        assertThrows(BSONException.class, writer::writeStartArray);
    }

    @Test
    void keepsTwoNamesOfOnePlaceApart() {
        byte[] sixteen = "abcdefgh12345678\0........".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] longer = "abcdefghXX12345678\0........".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] other = "abcdefghYY12345678\0........".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        for (int i = 0; i < 2; i++) {
            assertEquals("abcdefgh12345678", FieldName.of(sixteen, 0, 16));
            assertEquals("abcdefghXX12345678", FieldName.of(longer, 0, 18));
            assertEquals("abcdefghYY12345678", FieldName.of(other, 0, 18));
            assertEquals("abcdefg", FieldName.of(other, 0, 7));
            assertEquals("", FieldName.of(other, 0, 0));
        }
    }

    private static WireReader reader(byte[] bytes) {
        return new WireReader().over(bytes, 0, bytes.length);
    }

    private static byte[] theirs(BsonDocument document) {
        try (var out = new BasicOutputBuffer();
                var writer = new BsonBinaryWriter(out)) {
            TREES.encode(writer, document, WRITING);
            return out.toByteArray();
        }
    }

    private static byte[] written(WireBuffer out) {
        return Arrays.copyOf(out.array(), out.position());
    }
}
