package dev.weft.core.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Namespace;
import dev.weft.core.mapping.Trees;
import dev.weft.error.MappingFailedException;
import dev.weft.protocol.buffer.LargeArrays;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.RawBsonDocumentCodec;
import org.junit.jupiter.api.Test;

@SuppressWarnings("ReferenceEquality") // The very array is meant.
class BatchTest {
    private static final Namespace BOOKS = new Namespace("library", "books");
    private static final int LEVELS = 100_000;
    /** Type 3, the name "0" and its end. */
    private static final byte[] ELEMENT = {3, '0', 0};

    @Test
    void aDocumentNestedTooDeepForAnyStackIsAMappingFailureAndTheNextOneIsRead() {
        byte[] deep = nested(LEVELS);
        byte[] flat = nested(1);
        byte[] array = ByteBuffer.allocate(4 + 2 * ELEMENT.length + deep.length + flat.length + 1)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(4 + 2 * ELEMENT.length + deep.length + flat.length + 1)
                .put(ELEMENT)
                .put(deep)
                .put(ELEMENT)
                .put(flat)
                .array();
        var documents = new Batch<>(BOOKS, 0, 2, array, 0, new DocumentCodec()).documents();
        var failure = assertThrows(MappingFailedException.class, documents::next);
        assertTrue(failure.getMessage().endsWith("it is nested too deep to be read"), failure.getMessage());
        assertEquals(new Document(), documents.next());
        assertEquals(0, documents.left());
    }

    @Test
    void theArrayOfABatchServesAnotherMessageWhenItsLastDocumentIsDecoded() {
        byte[] array = ofOne(new BsonDocument("text", new BsonString("x".repeat(9_000_000))));
        var documents = new Batch<>(BOOKS, 0, 1, array, 0, new DocumentCodec()).documents();
        Document decoded = documents.next();
        assertTrue(array == LargeArrays.SHARED.kept(array.length), "the array was not given back");
        Arrays.fill(array, (byte) 'y');
        assertEquals(9_000_000, decoded.getString("text").length());
        assertFalse(decoded.getString("text").contains("y"));
    }

    @Test
    void theArrayOfABatchOfRawDocumentsIsTheirs() {
        byte[] array = ofOne(new BsonDocument("text", new BsonString("x".repeat(11_000_000))));
        var documents = new Batch<>(BOOKS, 0, 1, array, 0, new RawBsonDocumentCodec()).documents();
        RawBsonDocument raw = documents.next();
        assertTrue(array == raw.getBackingArray(), "the document was copied");
        assertTrue(array != LargeArrays.SHARED.kept(array.length), "the array was given back");
    }

    private static byte[] ofOne(BsonDocument document) {
        byte[] bytes = Trees.bytes(document);
        int size = Integer.BYTES + ELEMENT.length + bytes.length + 1;
        return ByteBuffer.allocate(size)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(size)
                .put(ELEMENT)
                .put(bytes)
                .array();
    }

    /** So many documents, each in the one before; the innermost is empty. */
    private static byte[] nested(int levels) {
        int inner = 5;
        ByteBuffer bytes = ByteBuffer.allocate(inner + (levels - 1) * (inner + ELEMENT.length))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int level = levels; level > 0; level--) {
            bytes.putInt(inner + (level - 1) * (inner + ELEMENT.length));
            if (level > 1) {
                bytes.put(ELEMENT);
            }
        }
        return bytes.array();
    }
}
