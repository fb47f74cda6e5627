package dev.weft.user;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.client.MongoClient;
import dev.weft.client.gridfs.FileKey;
import dev.weft.client.gridfs.GridFsBucket;
import dev.weft.client.gridfs.GridFsDownload;
import dev.weft.testbed.EmbeddedServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** A stored file is an array of bytes: whatever is done with one gives what the other would give. */
class GridFsPropertyTest {
    private static EmbeddedServer server;
    private static MongoClient client;
    private static GridFsBucket bucket;

    /** What is done, and with how much: bytes, or thousandths of the file. */
    record Step(Kind kind, int amount) {
        enum Kind {
            READ_ONE,
            READ,
            READ_N,
            SKIP,
            SEEK,
            TRANSFER
        }
    }

    @BeforeContainer
    static void open() {
        server = EmbeddedServer.start();
        client = MongoClient.connect(server.uri());
        bucket = client.database("properties").bucket();
    }

    @AfterContainer
    static void close() {
        client.close();
        server.close();
    }

    @Property(tries = 60)
    void whatIsStoredInAnyPiecesAndChunksComesBack(
            @ForAll @IntRange(max = 5000) int length,
            @ForAll @IntRange(min = 1, max = 600) int chunkSize,
            @ForAll @IntRange(min = 1, max = 1500) int piece)
            throws IOException {
        byte[] all = RandomBytes.of(length);
        var upload = bucket.openUpload("pieces", o -> o.chunkSize(chunkSize));
        for (int done = 0; done < length; done += piece) {
            upload.write(all, done, Math.min(piece, length - done));
        }
        upload.close();
        var out = new ByteArrayOutputStream();
        bucket.download(FileKey.id(upload.id()), out);
        assertArrayEquals(all, out.toByteArray());
        var copied = bucket.upload("copy", new ByteArrayInputStream(all), o -> o.chunkSize(chunkSize));
        try (GridFsDownload download = bucket.openDownload(copied.key())) {
            assertArrayEquals(all, download.readAllBytes());
        }
    }

    @Property(tries = 100)
    void anyReadsSkipsAndSeeksGiveWhatAnArrayGives(
            @ForAll @IntRange(max = 3000) int length,
            @ForAll @IntRange(min = 1, max = 400) int chunkSize,
            @ForAll("steps") @Size(max = 25) List<Step> steps)
            throws IOException {
        byte[] all = RandomBytes.of(length);
        FileKey key = bucket.upload("walk", new ByteArrayInputStream(all), o -> o.chunkSize(chunkSize))
                .key();
        try (GridFsDownload download = bucket.openDownload(key)) {
            int at = 0;
            for (Step step : steps) {
                at = walk(download, all, at, step);
            }
            assertArrayEquals(Arrays.copyOfRange(all, at, length), download.readAllBytes());
        }
        bucket.delete(key);
    }

    /** Does it, compares, and returns the place that comes next. */
    private static int walk(GridFsDownload download, byte[] all, int at, Step step) throws IOException {
        int left = all.length - at;
        return switch (step.kind()) {
            case READ_ONE -> {
                assertEquals(left == 0 ? -1 : all[at] & 0xFF, download.read());
                yield at + Math.min(1, left);
            }
            case READ -> {
                byte[] some = new byte[step.amount()];
                int count = download.read(some, 0, some.length);
                int got = Math.max(0, count);
                assertEquals(some.length > 0 && left == 0, count < 0);
                assertEquals(some.length > 0 && left > 0, count > 0);
                assertArrayEquals(Arrays.copyOfRange(all, at, at + got), Arrays.copyOf(some, got));
                yield at + got;
            }
            case READ_N -> {
                byte[] some = download.readNBytes(step.amount());
                assertArrayEquals(Arrays.copyOfRange(all, at, at + Math.min(step.amount(), left)), some);
                yield at + some.length;
            }
            case SKIP -> {
                long skipped = download.skip(step.amount());
                assertEquals(Math.min(step.amount(), left), skipped);
                yield at + (int) skipped;
            }
            case SEEK -> {
                int to = (int) ((long) all.length * step.amount() / 1000);
                download.seek(to);
                yield to;
            }
            case TRANSFER -> {
                var out = new ByteArrayOutputStream();
                assertEquals(left, download.transferTo(out));
                assertArrayEquals(Arrays.copyOfRange(all, at, all.length), out.toByteArray());
                yield all.length;
            }
        };
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Step.Kind.class), Arbitraries.integers().between(0, 1000))
                .as(Step::new)
                .list();
    }
}
