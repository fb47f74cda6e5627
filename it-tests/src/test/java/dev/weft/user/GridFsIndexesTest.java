package dev.weft.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.ReadPreference;
import dev.weft.client.MongoClient;
import dev.weft.client.MongoCollection;
import dev.weft.client.MongoDatabase;
import dev.weft.client.gridfs.GridFsBucket;
import dev.weft.error.CommandFailedException;
import dev.weft.testbed.Deployment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the two indexes of a bucket are made, and when not (GridFS specification, "Indexes"). */
class GridFsIndexesTest {
    private Deployment set;
    private MongoClient client;
    private MongoDatabase database;
    private GridFsBucket bucket;

    @BeforeEach
    void open() {
        set = Deployment.replicaSet("rs", 1).start();
        client = MongoClient.connect(set.uri());
        database = client.database("indexes");
        bucket = database.bucket();
    }

    @AfterEach
    void close() {
        client.close();
        set.close();
    }

    private long sent(String command) {
        return set.member(0).commandCount(command);
    }

    private static void store(GridFsBucket into) throws IOException {
        into.upload("file", new ByteArrayInputStream(new byte[1]));
    }

    private BsonDocument index(String collection, String name) {
        return database.collection(collection).indexInformation().get(name).description();
    }

    @Test
    void theyAreMadeBeforeTheFirstWriteAndNotLookedForAgain() throws IOException {
        var opened = bucket.openUpload("later");
        assertEquals(0, sent("find"));
        opened.close();
        assertEquals(
                BsonDocument.parse("{filename: 1, uploadDate: 1}"),
                index("fs.files", "filename_1_uploadDate_1").getDocument("key"));
        BsonDocument ofChunks = index("fs.chunks", "files_id_1_n_1");
        assertEquals(BsonDocument.parse("{files_id: 1, n: 1}"), ofChunks.getDocument("key"));
        assertTrue(ofChunks.getBoolean("unique").getValue());
        assertEquals(2, sent("createIndexes"));
        long finds = sent("find");
        store(bucket);
        store(bucket.with(o -> o.timeout(Duration.ofSeconds(30))));
        assertEquals(finds, sent("find"));
        assertEquals(2, sent("createIndexes"));
    }

    @Test
    void thePrimaryIsAskedWhetherThereAreFilesWhateverTheReadPreference() throws IOException {
        store(bucket.with(o -> o.readPreference(ReadPreference.secondary())));
        BsonDocument asked = set.member(0).lastCommand("find").orElseThrow();
        assertEquals("fs.files", asked.getString("find").getValue());
        assertEquals(BsonDocument.parse("{_id: 1}"), asked.getDocument("projection"));
        assertEquals(1, asked.getNumber("limit").intValue());
    }

    @Test
    void aBucketThatHasFilesGetsNone() throws IOException {
        database.collection("fs.files").insertOne(new Document("filename", "old"));
        store(bucket);
        assertEquals(0, sent("createIndexes"));
        assertEquals(0, sent("listIndexes"));
    }

    @Test
    void onesThatAreThereAreKnownByTheValuesOfTheirNumbers() throws IOException {
        MongoCollection<Document> files = database.collection("fs.files");
        MongoCollection<Document> chunks = database.collection("fs.chunks");
        files.createIndex(new Document("filename", 1.0).append("uploadDate", 1L), o -> o.name("mine"));
        chunks.createIndex(
                new Document("files_id", 1L).append("n", 1.0),
                o -> o.name("mine").unique(true));
        store(bucket);
        assertEquals(Set.of("_id_", "mine"), files.indexInformation().keySet());
        assertEquals(Set.of("_id_", "mine"), chunks.indexInformation().keySet());
    }

    @Test
    void othersThatLookAlikeAreNotTaken() throws IOException {
        MongoCollection<Document> files = database.collection("fs.files");
        files.createIndex(new Document("uploadDate", 1).append("filename", 1));
        files.createIndex(new Document("filename", 1).append("uploadDate", -1));
        files.createIndex(new Document("filename", 1));
        store(bucket);
        assertTrue(files.indexInformation().containsKey("filename_1_uploadDate_1"));
    }

    @Test
    void whatTheirCreationFailsWithIsThrownAndTheNextUploadTriesAgain() throws IOException {
        set.member(0)
                .failPoint("{configureFailPoint: 'failCommand', mode: {times: 1}, data: {failCommands:"
                        + " ['createIndexes'], errorCode: 13}}");
        assertThrows(CommandFailedException.class, () -> store(bucket));
        assertEquals(0, database.collection("fs.chunks").countDocuments());
        store(bucket);
        assertTrue(database.collection("fs.chunks").indexInformation().containsKey("files_id_1_n_1"));
    }

    @Test
    void firstUploadsAtOnceAllSucceed() {
        try (var work = client.parallel(Duration.ofSeconds(30))) {
            List<Integer> stored = work.map(Collections.nCopies(20, 1), 20, length -> {
                store(work.on(bucket));
                return length;
            });
            assertEquals(20, stored.size());
        }
        assertEquals(20, bucket.find().count());
        assertEquals(20, database.collection("fs.chunks").countDocuments());
        assertEquals(2, database.collection("fs.chunks").indexInformation().size());
    }
}
