package dev.weft.user;

import static dev.weft.query.Filters.eq;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.client.MongoClient;
import dev.weft.client.MongoDatabase;
import dev.weft.client.gridfs.FileKey;
import dev.weft.client.gridfs.GridFsBucket;
import dev.weft.client.gridfs.GridFsDownload;
import dev.weft.client.gridfs.GridFsUpload;
import dev.weft.error.CommandFailedException;
import dev.weft.error.DuplicateKeyException;
import dev.weft.error.InterruptedCallException;
import dev.weft.testbed.EmbeddedServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.bson.BsonInt32;
import org.bson.BsonObjectId;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the streams of a bucket keep to: the contracts of Java's streams, one batch of memory, and how an upload ends. */
class GridFsStreamsTest {
    private static final int USUAL = 255 * 1024;

    private EmbeddedServer server;
    private MongoClient client;
    private MongoDatabase database;
    private GridFsBucket bucket;

    @BeforeEach
    void open() {
        server = EmbeddedServer.start();
        client = MongoClient.connect(server.uri());
        database = client.database("streams");
        bucket = database.bucket();
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private FileKey stored(byte[] bytes, int chunkSize) throws IOException {
        return bucket.upload("file", new ByteArrayInputStream(bytes), o -> o.chunkSize(chunkSize))
                .key();
    }

    private long chunks() {
        return database.collection("fs.chunks").countDocuments();
    }

    private long files() {
        return database.collection("fs.files").countDocuments();
    }

    private void failPoint(String mode, String data) {
        server.deployment()
                .member(0)
                .failPoint("{configureFailPoint: 'failCommand', mode: " + mode + ", data: {" + data + "}}");
    }

    @Test
    void chunksGoSeveralToAMessageAndComeInBatches() throws IOException {
        byte[] large = RandomBytes.of(40 * USUAL);
        FileKey key = stored(large, USUAL);
        assertEquals(11, server.commandCount("insert"), "ten messages of chunks, and the file");
        long finds = server.commandCount("find");
        var out = new ByteArrayOutputStream();
        bucket.download(key, out);
        assertArrayEquals(large, out.toByteArray());
        assertEquals(2, server.commandCount("find") - finds);
        assertEquals(2, server.commandCount("getMore"));
        assertEquals(0, server.commandCount("killCursors"));
    }

    @Test
    void bytesAndPiecesOfAnySizeAreTaken() throws IOException {
        byte[] all = RandomBytes.of(1000);
        GridFsUpload upload = bucket.openUpload("pieces", o -> o.chunkSize(100));
        upload.write(all[0]);
        upload.write(all, 1, 0);
        upload.write(all, 1, 699);
        upload.flush();
        assertEquals(0, chunks(), "a part of a message has been sent");
        upload.write(all, 700, 300);
        upload.close();
        assertEquals(10, chunks());
        try (GridFsDownload download = bucket.openDownload(FileKey.id(upload.id()))) {
            assertArrayEquals(all, download.readAllBytes());
        }
        assertThrows(IndexOutOfBoundsException.class, () -> upload.write(all, 900, 200));
    }

    @Test
    void aClosedOrAbortedUploadTakesNothingAndClosingAgainDoesNothing() throws IOException {
        GridFsUpload closed = bucket.openUpload("closed");
        closed.close();
        closed.close();
        assertEquals(1, files());
        assertThrows(IOException.class, () -> closed.write(1));
        assertThrows(IOException.class, () -> closed.write(new byte[2]));
        assertThrows(IllegalStateException.class, closed::abort);
        GridFsUpload aborted = bucket.openUpload("aborted");
        aborted.write(1);
        aborted.abort();
        aborted.abort();
        aborted.close();
        assertThrows(IOException.class, () -> aborted.write(1));
        assertEquals(1, files());
        assertEquals(0, chunks());
    }

    @Test
    void abortingDeletesTheChunksThatWereSent() throws IOException {
        GridFsUpload upload = bucket.openUpload("large");
        upload.write(RandomBytes.of(20 * USUAL));
        assertTrue(chunks() > 0);
        upload.abort();
        assertEquals(0, chunks());
        assertEquals(0, files());
    }

    @Test
    void aSourceThatFailsLeavesNothingAndIsHeardOf() {
        var broken = new InputStream() {
            private int left = 20 * USUAL;

            @Override
            public int read() throws IOException {
                if (left-- == 0) {
                    throw new IOException("the tape is torn");
                }
                return 1;
            }

            @Override
            public int read(byte[] b, int off, int len) throws IOException {
                if (left == 0) {
                    throw new IOException("the tape is torn");
                }
                int some = Math.min(len, left);
                left -= some;
                return some;
            }
        };
        var failure = assertThrows(IOException.class, () -> bucket.upload("tape", broken));
        assertEquals("the tape is torn", failure.getMessage());
        assertEquals(1, server.commandCount("delete"));
        assertEquals(0, chunks());
        assertEquals(0, files());
    }

    @Test
    void aSourceThatReadsNothingNowAndThenIsReadToItsEnd() throws IOException {
        byte[] all = RandomBytes.of(10);
        var slow = new FilterInputStream(new ByteArrayInputStream(all)) {
            private boolean idle;

            @Override
            public int read(byte[] b, int off, int len) throws IOException {
                idle = !idle;
                return idle ? 0 : super.read(b, off, 1);
            }
        };
        FileKey key = bucket.upload("slow", slow, o -> o.chunkSize(3)).key();
        try (GridFsDownload download = bucket.openDownload(key)) {
            assertArrayEquals(all, download.readAllBytes());
        }
    }

    @Test
    void whatTheServerFailsWithIsNotCleanedUpAfterUnlessAskedFor() throws IOException {
        GridFsUpload upload = bucket.openUpload("large");
        upload.write(RandomBytes.of(17 * USUAL));
        long sent = chunks();
        failPoint("{times: 1}", "failCommands: ['insert'], errorCode: 13");
        assertThrows(CommandFailedException.class, upload::close);
        upload.close();
        assertThrows(IOException.class, () -> upload.write(1));
        assertEquals(sent, chunks());
        assertEquals(0, files());
        upload.abort();
        assertEquals(0, chunks());
    }

    @Test
    void aFileWhoseDocumentWasRefusedIsAbortedWhole() throws IOException {
        GridFsUpload upload = bucket.openUpload("small");
        upload.write(1);
        failPoint("{skip: 1}", "failCommands: ['insert'], errorCode: 13");
        assertThrows(CommandFailedException.class, upload::close);
        failPoint("'off'", "");
        assertEquals(1, chunks());
        upload.abort();
        assertEquals(0, chunks());
    }

    @Test
    void abortingCanBeTriedAgainAfterItHasFailed() throws IOException {
        GridFsUpload upload = bucket.openUpload("large");
        upload.write(RandomBytes.of(20 * USUAL));
        failPoint("{times: 1}", "failCommands: ['delete'], errorCode: 13");
        assertThrows(CommandFailedException.class, upload::abort);
        assertTrue(chunks() > 0);
        upload.abort();
        assertEquals(0, chunks());
    }

    @Test
    void anUploadUnderAnothersIdFailsAndLeavesTheOtherFileAlone() throws IOException {
        byte[] first = RandomBytes.of(10);
        FileKey key = stored(first, 4);
        GridFsUpload second = bucket.openUpload("second", o -> o.id(((FileKey.Id) key).id()));
        second.write(1);
        assertThrows(DuplicateKeyException.class, second::close);
        second.abort();
        GridFsUpload third = bucket.openUpload("third", o -> o.id(((FileKey.Id) key).id()));
        third.write(1);
        third.abort();
        try (GridFsDownload download = bucket.openDownload(key)) {
            assertArrayEquals(first, download.readAllBytes());
        }
    }

    @Test
    void anInterruptedUploadEndsAtOnceAndLeavesNoThreadBehind() throws IOException {
        GridFsUpload upload = bucket.openUpload("large");
        Thread.currentThread().interrupt();
        assertThrows(InterruptedCallException.class, () -> upload.write(RandomBytes.of(20 * USUAL)));
        assertTrue(Thread.interrupted());
        upload.close();
        assertEquals(0, files());
        upload.abort();
        assertEquals(0, chunks());
    }

    @Test
    void anEmptyFileIsReadWithoutAskingForChunks() throws IOException {
        FileKey key = stored(new byte[0], 4);
        assertEquals(0, chunks());
        long finds = server.commandCount("find");
        try (GridFsDownload download = bucket.openDownload(key)) {
            assertEquals(-1, download.read());
            assertEquals(-1, download.read(new byte[3]));
            assertEquals(0, download.available());
            assertEquals(0, download.skip(1));
            assertEquals(0, download.transferTo(OutputStream.nullOutputStream()));
        }
        assertEquals(1, server.commandCount("find") - finds);
    }

    @Test
    void aDownloadKeepsToTheContractOfStreams() throws IOException {
        byte[] all = RandomBytes.of(100);
        try (GridFsDownload download = bucket.openDownload(stored(all, 7))) {
            assertEquals(100, download.file().length());
            assertFalse(download.markSupported());
            assertEquals(0, download.available());
            assertEquals(0, download.read(new byte[0]));
            assertEquals(all[0] & 0xFF, download.read());
            assertEquals(6, download.available());
            assertEquals(0, download.skip(-5));
            assertEquals(10, download.skip(10));
            assertArrayEquals(Arrays.copyOfRange(all, 11, 31), download.readNBytes(20));
            download.skipNBytes(9);
            byte[] some = new byte[30];
            assertEquals(20, download.readNBytes(some, 5, 20));
            assertArrayEquals(Arrays.copyOfRange(all, 40, 60), Arrays.copyOfRange(some, 5, 25));
            var rest = new ByteArrayOutputStream();
            assertEquals(40, download.transferTo(rest));
            assertArrayEquals(Arrays.copyOfRange(all, 60, 100), rest.toByteArray());
            assertEquals(-1, download.read());
            assertEquals(0, download.skip(1));
            assertThrows(IOException.class, download::reset);
            assertThrows(IndexOutOfBoundsException.class, () -> download.read(some, 20, 20));
        }
    }

    @Test
    void aClosedDownloadCanDoNothingMore() throws IOException {
        GridFsDownload download = bucket.openDownload(stored(RandomBytes.of(10), 4));
        download.close();
        download.close();
        assertEquals("file", download.file().filename());
        assertThrows(IOException.class, download::read);
        assertThrows(IOException.class, () -> download.read(new byte[1]));
        assertThrows(IOException.class, download::available);
        assertThrows(IOException.class, () -> download.skip(1));
        assertThrows(IOException.class, () -> download.seek(0));
        assertThrows(IOException.class, download::readAllBytes);
        assertThrows(IOException.class, () -> download.transferTo(OutputStream.nullOutputStream()));
    }

    @Test
    void goingElsewhereAsksForOneChunkAndReadingOnForBatches() throws IOException {
        byte[] all = RandomBytes.of(1000);
        try (GridFsDownload download = bucket.openDownload(stored(all, 10))) {
            download.seek(505);
            assertEquals(all[505], (byte) download.read());
            var asked = server.lastCommand("find").orElseThrow();
            assertEquals(1, asked.getNumber("limit").intValue());
            assertEquals(
                    50,
                    asked.getDocument("filter")
                            .getDocument("n")
                            .getNumber("$gte")
                            .intValue());
            long finds = server.commandCount("find");
            download.seek(500);
            assertEquals(all[500], (byte) download.read());
            assertEquals(finds, server.commandCount("find"), "the chunk was at hand");
            assertArrayEquals(Arrays.copyOfRange(all, 501, 1000), download.readAllBytes());
            assertEquals(1, server.commandCount("find") - finds);
            download.seek(1000);
            assertEquals(-1, download.read());
            assertThrows(IllegalArgumentException.class, () -> download.seek(1001));
            assertThrows(IllegalArgumentException.class, () -> download.seek(-1));
        }
    }

    @Test
    void aDownloadThatIsLeftEarlyLeavesNoCursor() throws IOException {
        FileKey key = stored(RandomBytes.of(40 * USUAL), USUAL);
        try (GridFsDownload download = bucket.openDownload(key)) {
            download.read();
        }
        assertEquals(1, server.commandCount("killCursors"));
    }

    @Test
    void aTargetThatFailsEndsTheDownloadAndTheCursor() throws IOException {
        FileKey key = stored(RandomBytes.of(40 * USUAL), USUAL);
        var full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("the disk is full");
            }
        };
        var failure = assertThrows(IOException.class, () -> bucket.download(key, full));
        assertEquals("the disk is full", failure.getMessage());
        assertEquals(1, server.commandCount("killCursors"));
    }

    @Test
    void aReadThatHasFailedCanBeTriedAgain() throws IOException {
        byte[] all = RandomBytes.of(40 * USUAL);
        try (GridFsDownload download = bucket.openDownload(stored(all, USUAL))) {
            byte[] first = download.readNBytes(16 * USUAL);
            failPoint("{times: 1}", "failCommands: ['getMore'], errorCode: 13");
            assertThrows(CommandFailedException.class, () -> download.readNBytes(USUAL));
            byte[] rest = download.readAllBytes();
            assertEquals(all.length, first.length + rest.length);
            assertArrayEquals(Arrays.copyOfRange(all, first.length, all.length), rest);
        }
    }

    @Test
    void argumentsThatNoFileCanHaveAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> database.bucket(""));
        assertThrows(IllegalArgumentException.class, () -> database.bucket("a\0b"));
        for (int size : new int[] {0, -1, 16_000_001}) {
            var refused =
                    assertThrows(IllegalArgumentException.class, () -> database.bucket("b", o -> o.chunkSize(size)));
            assertTrue(refused.getMessage().contains("" + size), refused.getMessage());
            assertThrows(IllegalArgumentException.class, () -> bucket.openUpload("f", o -> o.chunkSize(size)));
        }
        assertThrows(NullPointerException.class, () -> bucket.openUpload(null));
        assertDoesNotThrow(() -> database.bucket("b", o -> o.chunkSize(16_000_000)));
    }

    @Test
    void theLargestChunksFitIntoDocuments() throws IOException {
        byte[] all = RandomBytes.of(16_000_001);
        FileKey key = stored(all, 16_000_000);
        assertEquals(2, chunks());
        try (GridFsDownload download = bucket.openDownload(key)) {
            assertArrayEquals(all, download.readAllBytes());
        }
    }

    @Test
    void oldFilesWithOtherTypesOfNumbersAndOfBinariesAreRead() throws IOException {
        database.collection("fs.files")
                .insertOne(Document.parse("{_id: 7, length: 3.0, chunkSize: {$numberLong: '2'}, md5: 'x'}"));
        database.collection("fs.chunks")
                .insertOne(Document.parse(
                        "{files_id: 7, n: {$numberLong: '0'}, data: {$binary: {base64: 'AQI=', subType: '02'}}}"));
        database.collection("fs.chunks")
                .insertOne(Document.parse("{files_id: 7, n: 1.0, data: {$binary: {base64: 'Aw==', subType: '05'}}}"));
        try (GridFsDownload download = bucket.openDownload(FileKey.id(new BsonInt32(7)))) {
            assertEquals("", download.file().filename());
            assertArrayEquals(new byte[] {1, 2, 3}, download.readAllBytes());
        }
        assertTrue(bucket.find(eq("_id", 7)).exists());
        assertEquals(BsonObjectId.class, bucket.openUpload("x").id().getClass());
    }
}
