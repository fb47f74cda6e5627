package dev.weft.core.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.core.mapping.Mapping;
import dev.weft.error.MappingFailedException;
import dev.weft.protocol.bson.WireReader;
import dev.weft.protocol.buffer.WireBuffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonReader;
import org.bson.BsonWriter;
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
    void namesThePathOfAnObjectThatCannotBeStored() {
        var writer = new CommandWriter(new WireBuffer(256, 4096), CODECS);
        var misfit = assertThrows(
                MappingFailedException.class, () -> writer.encoded(new Loan(new UUID(1, 2)), CODECS.get(Loan.class)));
        assertEquals("copy", misfit.path());
        assertTrue(
                misfit.getMessage().startsWith("Loan.copy does not fit " + Loan.class.getName()), misfit::getMessage);
        assertTrue(misfit.getMessage().contains("uuidRepresentation has not been specified"), misfit::getMessage);
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
