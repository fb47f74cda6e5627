package dev.weft.user;

import static dev.weft.query.Filters.and;
import static dev.weft.query.Filters.eq;
import static dev.weft.query.Updates.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.client.MongoClient;
import dev.weft.client.MongoCollection;
import dev.weft.client.MongoDatabase;
import dev.weft.client.gridfs.FileKey;
import dev.weft.client.gridfs.GridFsBucket;
import dev.weft.client.gridfs.GridFsDownload;
import dev.weft.error.GridFsFailedException;
import dev.weft.error.GridFsFailedException.Kind;
import dev.weft.testbed.EmbeddedServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files whose chunks are not what they should be: each way of being damaged is told, whichever way the file is read. */
class GridFsDamageTest {
    private static final FileKey FILE = FileKey.id(new BsonString("f"));

    private EmbeddedServer server;
    private MongoClient client;
    private MongoDatabase database;
    private GridFsBucket bucket;
    private MongoCollection<Document> chunks;

    /** A file of ten bytes, in chunks of four, four and two. */
    @BeforeEach
    void open() throws IOException {
        server = EmbeddedServer.start();
        client = MongoClient.connect(server.uri());
        database = client.database("damage");
        bucket = database.bucket("fs", o -> o.chunkSize(4));
        bucket.upload("file", new ByteArrayInputStream(new byte[10]), o -> o.id(new BsonString("f")));
        chunks = database.collection("fs.chunks");
        chunks.dropIndexes();
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private static Bson chunk(int n) {
        return and(eq("files_id", "f"), eq("n", n));
    }

    private static Document chunk(int n, int bytes) {
        return new Document("files_id", "f").append("n", n).append("data", new Binary(new byte[bytes]));
    }

    private void assertDamaged(Kind kind) throws IOException {
        var copied =
                assertThrows(GridFsFailedException.class, () -> bucket.download(FILE, OutputStream.nullOutputStream()));
        assertEquals(kind, copied.kind(), copied.getMessage());
        try (GridFsDownload download = bucket.openDownload(FILE)) {
            var read = assertThrows(GridFsFailedException.class, download::readAllBytes);
            assertEquals(copied.getMessage(), read.getMessage());
        }
        try (GridFsDownload download = bucket.openDownload(FILE)) {
            assertThrows(GridFsFailedException.class, () -> {
                while (download.read() >= 0) {
                    // Until it fails.
                }
            });
        }
        assertEquals(0, server.commandCount("killCursors"));
    }

    @Test
    void aChunkThatIsNotThereIsMissing() throws IOException {
        for (int n = 0; n < 3; n++) {
            Document taken = chunks.findOneAndDelete(chunk(n)).orElseThrow();
            assertDamaged(Kind.CHUNK_MISSING);
            chunks.insertOne(taken);
        }
        chunks.deleteMany(eq("files_id", "f"));
        assertDamaged(Kind.CHUNK_MISSING);
    }

    @Test
    void aChunkOfAnotherSizeIsBroken() throws IOException {
        for (int n = 0; n < 3; n++) {
            int right = n == 2 ? 2 : 4;
            for (int wrong : new int[] {0, right - 1, right + 1}) {
                chunks.updateOne(chunk(n), set("data", new Binary(new byte[wrong])));
                assertDamaged(Kind.CHUNK_BROKEN);
            }
            chunks.updateOne(chunk(n), set("data", new Binary(new byte[right])));
        }
    }

    @Test
    void aChunkTooManyIsBroken() throws IOException {
        chunks.insertOne(chunk(3, 0));
        assertDamaged(Kind.CHUNK_BROKEN);
        chunks.deleteOne(chunk(3));
        chunks.insertOne(chunk(1, 4));
        assertDamaged(Kind.CHUNK_BROKEN);
        chunks.deleteOne(chunk(1));
        chunks.insertOne(chunk(-1, 4));
        assertDamaged(Kind.CHUNK_BROKEN);
    }

    @Test
    void aChunkWithoutANumberOrWithoutBytesIsBroken() throws IOException {
        chunks.updateOne(chunk(0), set("data", "text"));
        assertDamaged(Kind.CHUNK_BROKEN);
        chunks.updateOne(chunk(0), new Document("$unset", new Document("data", "")));
        assertDamaged(Kind.CHUNK_BROKEN);
        chunks.updateOne(chunk(0), set("n", null));
        assertDamaged(Kind.CHUNK_BROKEN);
    }

    @Test
    void aFilesDocumentThatMakesNoSenseIsBroken() {
        MongoCollection<Document> files = database.collection("fs.files");
        for (Bson nonsense : new Bson[] {set("chunkSize", 0), set("chunkSize", -4), set("length", -1L)}) {
            files.updateOne(eq("_id", "f"), nonsense);
            assertEquals(
                    Kind.CHUNK_BROKEN,
                    assertThrows(GridFsFailedException.class, () -> bucket.openDownload(FILE))
                            .kind());
            files.updateOne(eq("_id", "f"), set("chunkSize", 4));
        }
    }

    @Test
    void damageBehindWhatIsReadIsNotLookedFor() throws IOException {
        chunks.deleteOne(chunk(2));
        try (GridFsDownload download = bucket.openDownload(FILE)) {
            assertEquals(8, download.readNBytes(8).length);
        }
    }
}
