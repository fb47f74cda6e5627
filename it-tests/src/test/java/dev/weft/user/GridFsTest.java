package dev.weft.user;

import static dev.weft.query.Filters.eq;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.client.MongoClient;
import dev.weft.client.MongoDatabase;
import dev.weft.client.gridfs.FileKey;
import dev.weft.client.gridfs.GridFsBucket;
import dev.weft.client.gridfs.GridFsFile;
import dev.weft.error.GridFsFailedException;
import dev.weft.error.GridFsFailedException.Kind;
import dev.weft.query.Sorts;
import dev.weft.testbed.Capability;
import dev.weft.testbed.TestServer;
import dev.weft.testbed.junit.EachServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;

/** Files in a bucket, on every server that Weft can speak to. */
class GridFsTest {
    private MongoClient client;
    private MongoDatabase shop;
    private GridFsBucket photos;

    @BeforeEach
    void open(TestServer server) {
        client = MongoClient.connect(server.uri());
        shop = client.database("weft_gridfs");
        shop.drop();
        photos = shop.bucket("photos", o -> o.chunkSize(4));
    }

    @AfterEach
    void close() {
        shop.drop();
        client.close();
    }

    private GridFsFile store(String filename, byte[] bytes) throws IOException {
        return photos.upload(filename, new ByteArrayInputStream(bytes));
    }

    private byte[] load(FileKey key) throws IOException {
        var out = new ByteArrayOutputStream();
        photos.download(key, out);
        return out.toByteArray();
    }

    private List<Document> chunks() {
        return shop.collection("photos.chunks")
                .find()
                .sort(Sorts.ascending("n"))
                .toList();
    }

    private static void assertFails(Kind kind, Executable call) {
        assertEquals(kind, assertThrows(GridFsFailedException.class, call).kind());
    }

    @EachServer(needs = Capability.PLAIN)
    void aFileComesBackAsItWasStoredWhateverItsLength() throws IOException {
        for (int length : new int[] {0, 1, 3, 4, 5, 8, 4001}) {
            byte[] bytes = RandomBytes.of(length);
            assertArrayEquals(bytes, load(store("file", bytes).key()));
        }
        byte[] large = RandomBytes.of(9_000_000);
        GridFsBucket usual = shop.bucket();
        GridFsFile file = usual.upload("large", new ByteArrayInputStream(large));
        assertEquals(255 * 1024, file.chunkSize());
        var out = new ByteArrayOutputStream();
        assertEquals(file, usual.download(file.key(), out));
        assertArrayEquals(large, out.toByteArray());
    }

    @EachServer(needs = Capability.PLAIN)
    void theDocumentsHaveTheFieldsOfTheSpecificationAndNoOthers() throws IOException {
        GridFsFile file = store("nine", RandomBytes.of(9));
        BsonDocument stored = shop.collection("photos.files", BsonDocument.class)
                .find()
                .first()
                .orElseThrow();
        assertEquals(List.of("_id", "length", "chunkSize", "uploadDate", "filename"), List.copyOf(stored.keySet()));
        assertEquals(file.id(), stored.get("_id"));
        assertEquals(9, stored.getInt64("length").getValue());
        assertEquals(new BsonInt32(4), stored.get("chunkSize"));
        assertEquals(
                file.uploaded().toEpochMilli(), stored.getDateTime("uploadDate").getValue());
        List<Document> chunks = chunks();
        assertEquals(
                List.of(4, 4, 1),
                chunks.stream().map(c -> c.get("data", Binary.class).length()).toList());
        assertEquals(
                List.of("_id", "files_id", "n", "data"),
                List.copyOf(chunks.getFirst().keySet()));
        assertEquals(
                List.of(0, 1, 2), chunks.stream().map(c -> c.getInteger("n")).toList());
    }

    @EachServer(needs = Capability.PLAIN)
    void metadataAndIdsOfOnesOwnAreStoredAndFound() throws IOException {
        photos.upload(
                "cat",
                new ByteArrayInputStream(RandomBytes.of(5)),
                o -> o.id(new BsonString("cat-1")).chunkSize(2).metadata(new Document("by", "Ada")));
        store("dog", RandomBytes.of(1));
        GridFsFile cat = photos.find(eq("metadata.by", "Ada")).first().orElseThrow();
        assertEquals(FileKey.id(new BsonString("cat-1")), cat.key());
        assertEquals(new Document("by", "Ada"), cat.metadata());
        assertEquals(2, cat.chunkSize());
        assertEquals(2, photos.find().count());
        assertEquals(
                new Document(),
                photos.find(eq("filename", "dog")).first().orElseThrow().metadata());
        assertArrayEquals(RandomBytes.of(5), load(cat.key()));
    }

    @EachServer(needs = Capability.PLAIN)
    void revisionsCountFromTheOldestAndFromTheNewest() throws IOException {
        for (int i = 0; i < 3; i++) {
            GridFsFile file = store("plan", new byte[] {(byte) i});
            shop.collection("photos.files")
                    .updateOne(
                            eq("_id", file.id()),
                            new Document("$set", new Document("uploadDate", new BsonDateTime(i))));
        }
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(new byte[] {(byte) i}, load(FileKey.name("plan", i)));
            assertArrayEquals(new byte[] {(byte) i}, load(FileKey.name("plan", i - 3)));
        }
        assertArrayEquals(new byte[] {2}, load(FileKey.name("plan")));
        var gone = assertThrows(GridFsFailedException.class, () -> load(FileKey.name("plan", 3)));
        assertTrue(gone.getMessage().contains("has no revision 3"), gone.getMessage());
        var never = assertThrows(GridFsFailedException.class, () -> load(FileKey.name("plane", 3)));
        assertTrue(never.getMessage().contains("no file has the name 'plane'"), never.getMessage());
    }

    @EachServer(needs = Capability.PLAIN)
    void whatIsNotThereCanBeNeitherReadNorRenamedNorDeleted() {
        for (FileKey key : List.of(FileKey.id(new BsonInt32(7)), FileKey.name("nobody"))) {
            assertFails(Kind.FILE_MISSING, () -> photos.openDownload(key));
            assertFails(Kind.FILE_MISSING, () -> photos.rename(key, "x"));
            assertFails(Kind.FILE_MISSING, () -> photos.delete(key));
        }
    }

    @EachServer(needs = Capability.PLAIN)
    void deletingAFileLeavesTheOthersAndDeletingByNameTakesAllRevisions() throws IOException {
        GridFsFile one = store("a", RandomBytes.of(9));
        store("a", RandomBytes.of(9));
        store("a", RandomBytes.of(9));
        GridFsFile other = store("b", RandomBytes.of(5));
        photos.delete(one.key());
        assertEquals(8, chunks().size());
        photos.delete(FileKey.name("a"));
        assertEquals(List.of(other), photos.find().toList());
        assertEquals(2, chunks().size());
    }

    @EachServer(needs = Capability.PLAIN)
    void chunksWithoutAFileAreDeletedAllTheSame() throws IOException {
        GridFsFile file = store("a", RandomBytes.of(9));
        shop.collection("photos.files").deleteOne(eq("_id", file.id()));
        assertFails(Kind.FILE_MISSING, () -> photos.delete(file.key()));
        assertEquals(0, chunks().size());
    }

    @EachServer(needs = Capability.PLAIN)
    void renamingIsForOneFileOrForAllRevisionsOfAName() throws IOException {
        GridFsFile one = store("a", RandomBytes.of(1));
        store("a", RandomBytes.of(2));
        photos.rename(one.key(), "b");
        photos.rename(FileKey.name("a"), "c");
        assertEquals(
                Set.of("b", "c"),
                Set.copyOf(photos.find().toList().stream()
                        .map(GridFsFile::filename)
                        .toList()));
    }

    @EachServer(needs = Capability.PLAIN)
    void aRevisionIsNeitherDeletedNorRenamedForAllOfThemWouldBe() throws IOException {
        store("a", RandomBytes.of(1));
        assertThrows(IllegalArgumentException.class, () -> photos.delete(FileKey.name("a", 0)));
        assertThrows(IllegalArgumentException.class, () -> photos.rename(FileKey.name("a", 0), "b"));
        assertEquals(1, photos.find().count());
    }

    @EachServer(needs = Capability.PLAIN)
    void droppingTheBucketTakesBothCollectionsAndTheNextUploadMakesTheIndexesAnew() throws IOException {
        store("a", RandomBytes.of(9));
        photos.drop();
        assertEquals(List.of(), shop.collectionNames());
        store("a", RandomBytes.of(9));
        assertTrue(shop.collection("photos.files").indexInformation().containsKey("filename_1_uploadDate_1"));
        assertTrue(shop.collection("photos.chunks").indexInformation().containsKey("files_id_1_n_1"));
    }
}
