package dev.weft.core.gridfs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.List;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

class ChunkFrameTest {
    private static final byte[] DATA = {1, 2, 3, 4, 5, 6, 7};

    @Test
    void aChunkIsTheDocumentOfTheSpecificationWhateverTheIdOfItsFile() {
        List<BsonValue> ids = List.of(
                new BsonObjectId(new ObjectId()),
                new BsonString("a name"),
                new BsonInt64(-1),
                new BsonDocument("year", new BsonInt32(1974)));
        for (var id : ids) {
            var chunk = chunk(ChunkFrame.of(id), 3, 11, DATA.length);
            assertEquals(List.of("_id", "files_id", "n", "data"), List.copyOf(chunk.keySet()));
            assertEquals(id, chunk.get("files_id"));
            assertEquals(new BsonInt32(11), chunk.get("n"));
            assertEquals(new BsonBinary(DATA), chunk.get("data"));
        }
    }

    @Test
    void theLastChunkMayBeShorter() {
        var chunk = chunk(ChunkFrame.of(new BsonInt32(1)), 0, Integer.MAX_VALUE, 2);
        assertArrayEquals(new byte[] {1, 2}, chunk.getBinary("data").getData());
        assertEquals(Integer.MAX_VALUE, chunk.getInt32("n").getValue());
    }

    @Test
    void eachChunkHasAnIdOfItsOwn() {
        var frame = ChunkFrame.of(new BsonInt32(1));
        assertNotEquals(chunk(frame, 0, 0, 1).get("_id"), chunk(frame, 0, 0, 1).get("_id"));
    }

    /** So many bytes in a chunk that begins at {@code start} of an array that was used before. */
    private static BsonDocument chunk(ChunkFrame frame, int start, int n, int bytes) {
        var array = new byte[start + frame.bytes(DATA.length) + 5];
        Arrays.fill(array, (byte) 0x55);
        frame.begin(array, start, n);
        int data = start + frame.headBytes();
        System.arraycopy(DATA, 0, array, data, bytes);
        frame.close(array, start, data + bytes);
        assertEquals(frame.bytes(bytes), frame.size(array, start));
        return new RawBsonDocument(Arrays.copyOfRange(array, start, start + frame.bytes(bytes)));
    }
}
