package dev.weft.user;

import static dev.weft.query.Filters.eq;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.TimeoutMode;
import dev.weft.client.MongoClient;
import dev.weft.client.MongoCluster;
import dev.weft.client.MongoCollection;
import dev.weft.client.Outcome;
import dev.weft.error.CommandFailedException;
import dev.weft.error.MappingFailedException;
import dev.weft.error.NetworkFailedException;
import dev.weft.error.TimedOutException;
import dev.weft.result.CollectionInfo;
import dev.weft.testbed.EmbeddedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.bson.BsonBinarySubType;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.UuidRepresentation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ClientTest {
    /** A mistake that needs no server to be found. */
    private static final Duration AT_ONCE = ofSeconds(5);

    private EmbeddedServer server;
    private MongoClient client;
    private MongoCollection<Document> books;

    @BeforeEach
    void open() {
        server = EmbeddedServer.start();
        client = MongoClient.connect(server.uri() + (server.uri().endsWith("/") ? "library" : "/library"));
        books = client.database().collection("books");
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private void insert(int count) {
        books.insertMany(
                IntStream.range(0, count).mapToObj(i -> new Document("_id", i)).toList());
    }

    @Test
    void aPipelineThatWritesRefusesATimeoutForEachOfItsBatches() {
        // Client-side timeouts specification, "Change Streams, tailable cursors and aggregate with $out or $merge".
        var copy = books.aggregate(new Document("$out", "copy")).timeout(ofSeconds(10));
        var thrown = assertThrows(
                IllegalArgumentException.class,
                () -> copy.timeoutMode(TimeoutMode.EACH_BATCH).run());
        assertTrue(thrown.getMessage().contains("EACH_BATCH"), thrown.getMessage());
        copy.timeoutMode(TimeoutMode.WHOLE_CURSOR).run();
    }

    @Test
    void isOfNoUseAfterCloseAndMayBeClosedTwice() {
        insert(1);
        var left = books.find().iterator();
        client.close();
        client.close();
        List<Executable> calls = List.of(
                client::ping,
                () -> books.find().first(),
                () -> books.insertOne(new Document()),
                () -> client.database().runCommand(new Document("ping", 1)),
                () -> client.warmUp(1));
        for (Executable call : calls) {
            Failed.with(IllegalStateException.class, call).wellBefore(AT_ONCE).saying("closed");
        }
        // What was read before is the caller's.
        assertEquals(0, left.next().getInteger("_id"));
    }

    private Failed<RuntimeException> underWayWhenClosed(String command, Executable call) throws InterruptedException {
        var hold = server.hold(command);
        var outcome = new AtomicReference<Failed<RuntimeException>>();
        var caller = Thread.startVirtualThread(() -> outcome.set(Failed.with(RuntimeException.class, call)));
        assertTrue(hold.awaitArrivals(1, ofSeconds(10)));
        long start = System.nanoTime();
        client.close();
        assertTrue(caller.join(AT_ONCE), "the call goes on after close()");
        assertTrue(System.nanoTime() - start < ofSeconds(3).toNanos(), "closing took too long");
        hold.release();
        return outcome.get();
    }

    @Test
    void aReadThatIsUnderWayEndsWhenTheClientIsClosed() throws InterruptedException {
        var read = underWayWhenClosed("find", () -> books.find().first());
        assertInstanceOf(IllegalStateException.class, read.failure());
        read.saying("the client is closed: open another one to go on");
    }

    @Test
    void aWriteThatIsUnderWayEndsWhenTheClientIsClosedAndMayHaveBeenDone() throws InterruptedException {
        var write = underWayWhenClosed("insert", () -> books.insertOne(new Document()));
        var unknown = assertInstanceOf(NetworkFailedException.class, write.failure());
        assertTrue(unknown.bytesSent());
        write.saying("the client was closed", "the command may have been carried out");
    }

    @Test
    void refusesHandlesOfOthers() {
        try (var other = MongoClient.connect(server.uri())) {
            var box = other.timeBox(ofSeconds(1));
            var foreign = assertThrows(IllegalArgumentException.class, () -> box.on(books));
            assertTrue(foreign.getMessage().contains("another client"), foreign::getMessage);
            assertInstanceOf(MongoCluster.class, box.on(other));
        }
    }

    @Test
    void readsACursorBatchByBatchAndLeavesNoneOpen() throws InterruptedException {
        insert(25);
        try (var cursor = books.find().batchSize(10).cursor()) {
            assertEquals(10, cursor.nextBatch().size());
            assertEquals(0, cursor.buffered());
            assertEquals(server.address().getPort(), cursor.server().port());
        }
        assertEquals(
                25,
                books.find().batchSize(10).as(RawBsonDocument.class).toList().size());
        assertEquals(
                25, books.find().batchSize(10).as(BsonDocument.class).toList().size());
        try (var stream = books.find().batchSize(4).stream()) {
            assertEquals(5, stream.limit(5).count());
        }
        AtomicInteger seen = new AtomicInteger();
        books.find().batchSize(7).forEach(book -> seen.incrementAndGet());
        assertEquals(25, seen.get());
        assertTrue(server.commandCount("killCursors") >= 1);
    }

    @Test
    void queriesAreValuesThatMayBeShared() {
        insert(5);
        var base = books.find().sort(new Document("_id", 1));
        assertEquals(2, base.limit(2).toList().size());
        assertEquals(5, base.toList().size());
        assertEquals(3, base.skip(3).first().orElseThrow().getInteger("_id"));
        assertThrows(IllegalArgumentException.class, () -> base.limit(-1));
    }

    @Test
    void runsCommandsAndListsWhatThereIs() {
        insert(1);
        var library = client.database();
        assertEquals(
                1.0,
                library.runCommand(new Document("ping", 1))
                        .get("ok", Number.class)
                        .doubleValue());
        assertEquals(
                List.of("books"),
                library.listCollections().toList().stream()
                        .map(CollectionInfo::name)
                        .toList());
        assertEquals(List.of("books"), library.collectionNames());
        assertTrue(client.databaseNames().contains("library"));
        var unknown =
                assertThrows(CommandFailedException.class, () -> library.runCommand(new Document("noSuchCommand", 1)));
        assertEquals("library", library.name());
        assertTrue(unknown.getMessage().contains("noSuchCommand"), unknown::getMessage);
        assertEquals(1, books.estimatedDocumentCount());
        books.drop();
        books.drop();
        assertEquals(0, books.countDocuments());
        library.drop();
    }

    @Test
    void storesAUuidAsToldAndNotAtAllUnlessTold() {
        UUID id = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
        assertThrows(MappingFailedException.class, () -> books.insertOne(new Document("_id", id)));
        try (var other = MongoClient.connect(server.uri(), s -> s.uuids(UuidRepresentation.STANDARD))) {
            var same = other.database("library").collection("books");
            same.insertOne(new Document("_id", id));
            assertEquals(id, same.find(eq("_id", id)).first().orElseThrow().get("_id"));
        }
        var stored = books.find().as(BsonDocument.class).first().orElseThrow().getBinary("_id");
        assertEquals(BsonBinarySubType.UUID_STANDARD.getValue(), stored.getType());
        assertEquals(id, stored.asUuid());
    }

    @Test
    void saysWhichTypeHasNoCodec() {
        var unknown = assertThrows(
                MappingFailedException.class, () -> client.database().collection("x", Thread.class));
        assertEquals("java.lang.Thread", unknown.type());
        assertEquals(
                "the document does not fit java.lang.Thread: there is no codec for java.lang.Thread; use a record, Document"
                        + " or a map, or register a codec of your own with settings -> settings.codecs("
                        + "CodecRegistries.fromRegistries(CodecRegistries.fromCodecs(yours),"
                        + " HandleSettings.DEFAULTS.codecs()))",
                unknown.getMessage());
    }

    @Test
    void saysWhichValueHasNoCodec() {
        insert(1);
        var odd = new Document("_id", 7).append("worker", Thread.currentThread());
        Failed.with(MappingFailedException.class, () -> books.insertOne(odd))
                .wellBefore(AT_ONCE)
                .saying("the document does not fit org.bson.Document", "java.lang.Thread");
        Failed.with(
                        MappingFailedException.class,
                        () -> books.find(eq("worker", Thread.currentThread())).first())
                .wellBefore(AT_ONCE)
                .saying("java.lang.Thread");
        assertEquals(1, books.countDocuments());
    }

    @Test
    void theFirstFailureOfParallelWorkCancelsTheOthersAndIsThrown() throws InterruptedException {
        insert(1);
        var hold = server.hold("aggregate");
        try (var work = client.parallel(ofSeconds(20))) {
            var stuck = work.fork(() -> work.on(books).countDocuments());
            assertTrue(hold.awaitArrivals(1, ofSeconds(10)));
            var broken = new IOException("on purpose");
            var failed = work.fork(() -> {
                throw broken;
            });
            assertSame(broken, assertThrows(IOException.class, () -> work.join(IOException.class)));
            assertInstanceOf(Outcome.Cancelled.class, stuck.outcome());
            assertInstanceOf(Outcome.Failed.class, failed.outcome());
            assertThrows(IllegalStateException.class, stuck::result);
        } finally {
            hold.release();
        }
        assertEquals(1, books.countDocuments());
    }

    @Test
    void aScopesDeadlineEndsTheCallsMadeThroughIt() {
        var hold = server.hold("find");
        try (var work = client.parallel(ofMillis(150))) {
            work.fork(() -> work.on(books).find().first());
            assertThrows(TimedOutException.class, work::join);
        } finally {
            hold.release();
        }
    }

    @Test
    void checkedFailuresComeInsideACompletionException() {
        try (var work = client.parallel(ofSeconds(5))) {
            work.fork(() -> {
                throw new IOException("on purpose");
            });
            var wrapped = assertThrows(CompletionException.class, work::join);
            assertInstanceOf(IOException.class, wrapped.getCause());
        }
    }

    @Test
    void mapsKeysInOrderSomeAtOnce() {
        insert(20);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (var work = client.parallel(ofSeconds(20))) {
            var mine = work.on(books);
            List<Integer> found = work.map(IntStream.range(0, 20).boxed().toList(), 4, key -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                int id = mine.find(eq(key)).first().orElseThrow().getInteger("_id");
                running.decrementAndGet();
                return id;
            });
            assertEquals(IntStream.range(0, 20).boxed().toList(), found);
            assertTrue(most.get() <= 4, most::toString);
        }
    }

    @Test
    void theFirstResultWinsAndTheOthersAreCancelled() {
        CountDownLatch never = new CountDownLatch(1);
        try (var work = client.parallel(ofSeconds(20))) {
            assertEquals("quick", work.firstOf(List.of(() -> "quick", () -> {
                never.await();
                return "slow";
            })));
            assertEquals(
                    "backup",
                    work.hedge(
                            ofSeconds(10),
                            () -> {
                                throw new IOException("on purpose");
                            },
                            () -> "backup"));
            assertEquals(
                    "late",
                    work.hedge(
                            ofMillis(5),
                            () -> {
                                never.await();
                                return "never";
                            },
                            () -> "late"));
        }
    }
}
