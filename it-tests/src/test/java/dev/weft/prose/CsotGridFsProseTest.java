package dev.weft.prose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.client.MongoClient;
import dev.weft.client.gridfs.FileKey;
import dev.weft.client.gridfs.GridFsBucket;
import dev.weft.client.gridfs.GridFsDownload;
import dev.weft.client.gridfs.GridFsUpload;
import dev.weft.core.cluster.Until;
import dev.weft.error.TimedOutException;
import dev.weft.event.CommandEvent;
import dev.weft.testbed.Deployment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.bson.BsonDateTime;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Prose tests 6 and 7 of the client-side timeouts, and that a stream has one deadline for all its life. */
class CsotGridFsProseTest {
    private static final int MEGABYTE = 1 << 20;
    private static final ObjectId LENGTH_10 = new ObjectId("000000000000000000000005");

    private Deployment set;
    private Watched watched;

    @BeforeEach
    void open() {
        set = Deployment.replicaSet("rs", 1).start();
        try (MongoClient internal = MongoClient.connect(set.uri())) {
            var db = internal.database("db");
            db.createCollection("fs.files");
            db.createCollection("fs.chunks");
            db.collection("fs.files")
                    .insertOne(new Document("_id", LENGTH_10)
                            .append("length", 10)
                            .append("chunkSize", 4)
                            .append("uploadDate", new BsonDateTime(0))
                            .append("md5", "57d83cd477bfb1ccd975ab33d827a92b")
                            .append("filename", "length-10")
                            .append("contentType", "application/octet-stream")
                            .append("aliases", List.of())
                            .append("metadata", new Document()));
        }
        watched = Watched.connect(set.uri() + "&timeoutMS=150");
        watched.client.warmUp(1);
    }

    @AfterEach
    void close() {
        watched.close();
        set.close();
    }

    private void block(String command, String mode, int millis) {
        FailPoint.failCommand(
                set.member(0),
                mode,
                "failCommands: ['" + command + "'], blockConnection: true, blockTimeMS: " + millis);
    }

    private long started(String command) {
        return watched.all(CommandEvent.Started.class).stream()
                .filter(event -> event.call().command().equals(command))
                .count();
    }

    /** A bucket that sends each of its chunks by itself, and has a second for all of them. */
    private GridFsBucket slower() {
        return watched.client
                .database("db")
                .bucket("fs", o -> o.chunkSize(MEGABYTE))
                .with(o -> o.timeout(Duration.ofSeconds(1)));
    }

    @Test
    void test6UploadsByAStreamCanBeTimedOut() throws IOException {
        block("insert", "{times: 1}", 200);
        GridFsUpload upload = watched.client.database("db").bucket().openUpload("filename");
        upload.write(0x12);
        assertThrows(TimedOutException.class, upload::close);
    }

    /** Chunks are sent several together here, so that there is something to delete only after one megabyte, which takes more time. */
    @Test
    void test6AbortingAnUploadCanBeTimedOut() throws IOException {
        block("delete", "{times: 1}", 1100);
        GridFsUpload upload = slower().openUpload("filename");
        upload.write(new byte[MEGABYTE]);
        assertEquals(1, started("insert"));
        assertThrows(TimedOutException.class, upload::abort);
    }

    @Test
    void test7DownloadsCanBeTimedOut() throws IOException {
        try (GridFsDownload download = watched.client.database("db").bucket().openDownload(FileKey.id(LENGTH_10))) {
            block("find", "{times: 1}", 200);
            assertThrows(TimedOutException.class, download::read);
            assertEquals(2, started("find"));
        }
    }

    @Test
    void pausesThatAreEachShortEnoughAddUpToTheTimeoutOfTheUpload() throws IOException {
        GridFsUpload upload = slower().openUpload("filename");
        block("insert", "'alwaysOn'", 400);
        assertThrows(TimedOutException.class, () -> upload.write(new byte[16 * MEGABYTE]));
        assertTrue(started("insert") >= 2, () -> started("insert") + " inserts");
        assertThrows(IOException.class, () -> upload.write(1));
    }

    @Test
    void aTimeBoxIsTheDeadlineOfAllThatIsDoneInIt() throws IOException {
        var box = watched.client.timeBox(Duration.ofMillis(100));
        var bucket = watched.client.database("db").bucket().with(o -> o.timeout(Duration.ofSeconds(30)));
        GridFsUpload upload = box.on(bucket).openUpload("filename");
        upload.write(1);
        block("insert", "{times: 1}", 300);
        assertThrows(TimedOutException.class, upload::close);
    }

    @Test
    void closingADownloadWhoseTimeIsOverKeepsNobodyWaiting() throws IOException {
        var bucket = watched.client.database("db").bucket();
        FileKey key;
        try (MongoClient internal = MongoClient.connect(set.uri())) {
            key = internal.database("db")
                    .bucket()
                    .upload("large", new ByteArrayInputStream(new byte[40 * 255 * 1024]))
                    .key();
        }
        GridFsDownload download = bucket.openDownload(key);
        download.read();
        block("getMore", "{times: 1}", 300);
        assertThrows(TimedOutException.class, () -> download.transferTo(OutputStream.nullOutputStream()));
        download.close();
        watched.await(CommandEvent.Failed.class, 1);
        Until.holds(() -> set.member(0).commandCount("killCursors") == 1);
    }
}
