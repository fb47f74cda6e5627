package dev.weft.core.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.core.mapping.Mapping;
import dev.weft.core.mapping.Trees;
import dev.weft.error.MappingFailedException;
import dev.weft.protocol.bson.WireReader;
import dev.weft.protocol.buffer.WireBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonReader;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.BsonWriter;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;

class MisfitTest {
    private static final CodecRegistry CODECS = Mapping.withRecords(Bson.DEFAULT_CODEC_REGISTRY);

    private final RuntimeException said = new IllegalArgumentException("the codec's word");

    record Author(String name, int born) {}

    record Book(@BsonId int id, List<Author> authors) {}

    record Loan(UUID copy) {}

    private record Refusing<T>(Class<T> type) implements Codec<T> {
        @Override
        public T decode(BsonReader reader, DecoderContext context) {
            throw new IllegalArgumentException("it refuses everything");
        }

        @Override
        public void encode(BsonWriter writer, T value, EncoderContext context) {
            throw new IllegalArgumentException("it refuses everything");
        }

        @Override
        public Class<T> getEncoderClass() {
            return type;
        }
    }

    private static MappingFailedException reading(String document) {
        RawBsonDocument raw = RawBsonDocument.parse(document);
        return assertThrows(
                MappingFailedException.class,
                () -> Batch.decode(
                        new WireReader(),
                        raw.getBackingArray(),
                        raw.getByteOffset(),
                        raw.getByteLength(),
                        CODECS.get(Book.class)));
    }

    @Test
    void namesThePathTheTypesAndTheDocument() {
        var misfit = reading("{_id: 7, authors: [{born: 1}, {born: 2}, {name: 'C', born: '1929'}]}");
        assertEquals(
                "Book.authors[2].born does not fit " + Book.class.getName()
                        + " ({\"_id\": 7}): expected int, found string",
                misfit.getMessage());
        assertEquals("authors[2].born", misfit.path());
        assertEquals(Book.class.getName(), misfit.type());
        assertEquals(Optional.of(new BsonInt32(7)), misfit.documentId());
    }

    @Test
    void findsTheIdThatStandsBehindWhatDoesNotFit() {
        var misfit = reading("{authors: 1, _id: 'x'}");
        assertTrue(misfit.getMessage().contains("({\"_id\": \"x\"}): expected "), misfit::getMessage);
        assertEquals("authors", misfit.path());
    }

    @Test
    void keepsTheIdAndNothingElseWhenTheBytesAreAnotherMessage() {
        for (String id : List.of("{town: 'Oslo'}", "['Oslo', {n: 1}]")) {
            byte[] batch = Arrays.copyOf(Trees.bytes(BsonDocument.parse("{_id: " + id + "}")), 100_000);
            var misfit = Misfit.ofDocument(new Refusing<>(Book.class), new RawBsonDocument(batch), said);
            Arrays.fill(batch, (byte) 0);
            BsonValue kept = misfit.documentId().orElseThrow();
            assertEquals(BsonDocument.parse("{_id: " + id + "}").get("_id"), kept);
            RawBsonDocument inner =
                    (RawBsonDocument) (kept.isArray() ? kept.asArray().get(1) : kept);
            assertTrue(inner.getBackingArray().length < 100, "the whole batch is held");
        }
    }

    @Test
    void namesThePathOfAnObjectThatCannotBeStored() {
        var writer = new CommandWriter(new WireBuffer(256, 4096), CODECS);
        var misfit = assertThrows(
                MappingFailedException.class, () -> writer.encoded(new Loan(new UUID(1, 2)), CODECS.get(Loan.class)));
        assertEquals("copy", misfit.path());
        assertTrue(
                misfit.getMessage().startsWith("Loan.copy does not fit " + Loan.class.getName()), misfit::getMessage);
        assertTrue(misfit.getMessage().contains("uuidRepresentation has not been specified"), misfit::getMessage);
    }

    record Key(String town, UUID part) {}

    record Copy(UUID bad, @BsonId String id) {}

    record Keyed(@BsonId Key key, String name) {}

    record Shelf(@BsonId int id, List<Copy> copies) {}

    private static MappingFailedException writing(Object value) {
        var out = new WireBuffer(256, 4096);
        var thrown = assertThrows(
                MappingFailedException.class,
                () -> new CommandWriter(out, CODECS).encoded(value, codecOf(value.getClass())));
        // The writer is a new one, so that what follows is not written into what was left half-done.
        out.clear();
        new CommandWriter(out, CODECS).encoded(new Author("A", 1), CODECS.get(Author.class));
        assertEquals("{\"name\": \"A\", \"born\": 1}", new RawBsonDocument(out.array(), 0, out.position()).toJson());
        return thrown;
    }

    @SuppressWarnings("unchecked") // the registry answers a class with a codec of that class
    private static Codec<Object> codecOf(Class<?> type) {
        return (Codec<Object>) CODECS.get(type);
    }

    @Test
    void namesTheIdOfWhatCannotBeStoredWhereverItStands() {
        var copy = new Copy(new UUID(1, 2), "c");
        var behind = writing(copy);
        assertEquals("bad", behind.path());
        assertEquals(Optional.of(new BsonString("c")), behind.documentId());
        var outer = writing(new Shelf(7, List.of(copy)));
        assertEquals("copies[0].bad", outer.path());
        assertEquals(Optional.of(new BsonInt32(7)), outer.documentId());
        assertTrue(
                outer.getMessage()
                        .startsWith("Shelf.copies[0].bad does not fit " + Shelf.class.getName()
                                + " ({\"_id\": 7}): java.util.UUID can't be stored: "),
                outer::getMessage);
    }

    @Test
    void namesNoIdWhereTheIdIsWhatCannotBeStored() {
        var key = writing(new Keyed(new Key("Oslo", new UUID(1, 2)), "x"));
        assertEquals("_id.part", key.path());
        assertEquals(Optional.empty(), key.documentId());
    }

    private static final java.util.concurrent.atomic.AtomicInteger ASKED =
            new java.util.concurrent.atomic.AtomicInteger();

    record Broken(@BsonId String id, String name) {
        @Override
        public String id() {
            ASKED.incrementAndGet();
            throw new IllegalStateException("it has no id yet");
        }
    }

    record BrokenBehind(String name, @BsonId String id) {
        @Override
        public String name() {
            throw new IllegalStateException("no name either");
        }

        @Override
        public String id() {
            throw new IllegalStateException("it has no id yet");
        }
    }

    @Test
    void doesNotAskAgainForAnIdThatThrew() {
        ASKED.set(0);
        var broken = writing(new Broken("x", "y"));
        assertEquals(1, ASKED.get());
        assertEquals("_id", broken.path());
        assertEquals(Optional.empty(), broken.documentId());
        var behind = writing(new BrokenBehind("x", "y"));
        assertEquals("name", behind.path());
        assertTrue(behind.getMessage().contains("no name either"), behind::getMessage);
        assertEquals(Optional.empty(), behind.documentId());
    }

    @Test
    void namesTheIdOfADocumentThatCannotBeStoredAndHowToRegisterACodec() {
        var at = java.time.OffsetDateTime.MIN;
        for (Object id : List.of(new org.bson.types.ObjectId(), "x", 7, 8L, new BsonInt32(9))) {
            var thrown = writing(new Document("_id", id).append("at", at));
            assertEquals(
                    new Document("_id", id).toBsonDocument().get("_id"),
                    thrown.documentId().orElseThrow());
            assertTrue(thrown.getMessage().contains("java.time.OffsetDateTime"), thrown::getMessage);
            assertTrue(thrown.getMessage().contains(Mapping.REGISTER), thrown::getMessage);
        }
        assertEquals(Optional.empty(), writing(new Document("at", at)).documentId());
    }

    record Ring(@BsonId int id, List<Object> parts) {}

    @Test
    void whatHoldsItselfIsToldInsteadOfOverflowingTheStack() {
        List<Object> parts = new java.util.ArrayList<>();
        parts.add(parts);
        var ring = writing(new Ring(1, parts));
        assertTrue(ring.getMessage().contains("nested deeper than 1024 levels"), ring::getMessage);
        var endless = Misfit.ofObject(ring, new StackOverflowError());
        assertTrue(endless.getMessage().endsWith("it is nested too deep to be written, or holds itself"));
    }

    @Test
    void keepsToTheCodecsWordWhenItSaysNoMore() {
        var text = Misfit.ofDocument(new Refusing<>(String.class), new BsonDocument(), said);
        assertSame(said, text.getCause());
        assertTrue(text.getMessage().endsWith("the document does not fit java.lang.String: the codec's word"));
        assertEquals("", text.path());
        var lambda = Misfit.ofValue((reader, context) -> 1, said);
        assertTrue(lambda.getMessage().contains("the type that "), lambda::getMessage);
    }

    @Test
    void keepsToTheCodecsWordWhenThereIsNoDocument() {
        var garbage = new RawBsonDocument(new byte[] {6, 0, 0, 0, 99, 0}, 0, 6);
        var misfit = Misfit.ofDocument(new Refusing<>(Book.class), garbage, said);
        assertEquals(Optional.empty(), misfit.documentId());
    }
}
