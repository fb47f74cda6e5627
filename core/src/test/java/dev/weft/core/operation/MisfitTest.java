package dev.weft.core.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bson.BsonDocument;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecConfigurationException;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.junit.jupiter.api.Test;

class MisfitTest {
    private final RuntimeException said = new IllegalArgumentException("the codec's word");

    private record Book(@BsonId int id, @BsonProperty("y") long year, String title, boolean lent) {}

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

    private String path(String document) {
        var misfit = Misfit.ofDocument(new Refusing<>(Book.class), BsonDocument.parse(document), said);
        assertSame(said, misfit.getCause());
        assertEquals(Book.class.getName(), misfit.type());
        return misfit.path();
    }

    @Test
    void namesThePrimitiveThatIsAbsentAsTheDocumentWouldNameIt() {
        assertEquals("_id", path("{y: 1, lent: true}"));
        assertEquals("y", path("{_id: 1, year: 1, lent: true}"));
        assertEquals("lent", path("{_id: 1, y: 1}"));
    }

    @Test
    void keepsToTheCodecsWordWhenNoPrimitiveIsAbsent() {
        assertEquals("", path("{_id: 1, y: 1, lent: true}"));
        var text = Misfit.ofDocument(new Refusing<>(String.class), new BsonDocument(), said);
        assertTrue(text.getMessage().endsWith("the document does not fit java.lang.String: the codec's word"));
        var lambda = Misfit.ofValue((reader, context) -> 1, said);
        assertTrue(lambda.getMessage().contains("the type that "), lambda::getMessage);
    }

    @Test
    void keepsToTheCodecsWordWhenThereIsNoDocument() {
        var garbage = new RawBsonDocument(new byte[] {6, 0, 0, 0, 99, 0}, 0, 6);
        assertEquals(
                "", Misfit.ofDocument(new Refusing<>(Book.class), garbage, said).path());
    }

    @Test
    void saysWhatToDoWhenJavaKeptTheCodecFromTheRecord() {
        var kept = new CodecConfigurationException("Unable to invoke", new IllegalAccessException("class A cannot"));
        assertEquals(
                "class A cannot; declare the record public, and in a module of your own open its package to"
                        + " org.mongodb.bson.record.codec",
                Misfit.said(kept));
    }
}
