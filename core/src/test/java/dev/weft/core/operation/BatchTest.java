package dev.weft.core.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Namespace;
import dev.weft.error.MappingFailedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bson.Document;
import org.bson.codecs.DocumentCodec;
import org.junit.jupiter.api.Test;

class BatchTest {
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
        var documents = new Batch<>(new Namespace("library", "books"), 0, 2, array, 0, new DocumentCodec()).documents();
        var failure = assertThrows(MappingFailedException.class, documents::next);
        assertTrue(failure.getMessage().endsWith("it is nested too deep to be read"), failure.getMessage());
        assertEquals(new Document(), documents.next());
        assertEquals(0, documents.left());
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
