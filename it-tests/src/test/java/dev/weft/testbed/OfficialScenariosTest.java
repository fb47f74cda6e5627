package dev.weft.testbed;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Updates.inc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.ClientBulkWriteException;
import com.mongodb.ClientSessionOptions;
import com.mongodb.CursorType;
import com.mongodb.MongoException;
import com.mongodb.MongoNamespace;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.bulk.ClientBulkWriteOptions;
import com.mongodb.client.model.bulk.ClientNamespacedWriteModel;
import dev.weft.core.cluster.Until;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users do with a replica set, done by the official driver on the testbed: it must see what it would see of MongoDB. */
class OfficialScenariosTest {
    private Deployment set;
    private MongoClient client;
    private MongoCollection<Document> books;

    @BeforeEach
    void start() {
        set = Deployment.replicaSet("rs", 3).start();
        client = MongoClients.create(set.uri() + "&heartbeatFrequencyMS=500");
        books = client.getDatabase("library").getCollection("books");
    }

    @AfterEach
    void close() {
        client.close();
        set.close();
        assertEquals(List.of(), set.takeViolations());
    }

    private static String failCommand(String mode, String data) {
        return "{configureFailPoint: 'failCommand', mode: " + mode + ", data: " + data + "}";
    }

    @Test
    void followsACappedCollectionByATailableCursor() {
        client.getDatabase("library")
                .createCollection(
                        "log", new CreateCollectionOptions().capped(true).sizeInBytes(4096));
        var log = client.getDatabase("library").getCollection("log");
        log.insertOne(new Document("_id", 0));
        try (var cursor = log.find()
                .cursorType(CursorType.TailableAwait)
                .maxAwaitTime(50, TimeUnit.MILLISECONDS)
                .cursor()) {
            assertEquals(0, cursor.next().getInteger("_id"));
            assertNull(cursor.tryNext());
            log.insertOne(new Document("_id", 1));
            assertEquals(1, cursor.next().getInteger("_id"), "next waits as long as it takes");
        }
        assertEquals(1, set.member(0).commandCount("killCursors"), "it was open until it was closed");
    }

    @Test
    void writesInBulkOverCollectionsByOneCommand() {
        var shelf = new MongoNamespace("library", "shelf");
        var result = client.bulkWrite(
                List.of(
                        ClientNamespacedWriteModel.insertOne(books.getNamespace(), new Document("_id", 1)),
                        ClientNamespacedWriteModel.insertOne(shelf, new Document("_id", 1).append("n", 1)),
                        ClientNamespacedWriteModel.updateOne(shelf, eq("_id", 1), inc("n", 1)),
                        ClientNamespacedWriteModel.deleteOne(books.getNamespace(), eq("_id", 1))),
                ClientBulkWriteOptions.clientBulkWriteOptions().verboseResults(true));
        assertEquals(2, result.getInsertedCount());
        assertEquals(1, result.getModifiedCount());
        assertEquals(1, result.getDeletedCount());
        assertEquals(
                1L,
                result.getVerboseResults()
                        .orElseThrow()
                        .getUpdateResults()
                        .get(2)
                        .getMatchedCount());
        assertEquals(1, set.member(0).commandCount("bulkWrite"));
        var failed = assertThrows(
                ClientBulkWriteException.class,
                () -> client.bulkWrite(List.of(
                        ClientNamespacedWriteModel.insertOne(shelf, new Document("_id", 2)),
                        ClientNamespacedWriteModel.insertOne(shelf, new Document("_id", 2)))));
        assertEquals(11000, failed.getWriteErrors().get(1).getCode());
        assertEquals(1, failed.getPartialResult().orElseThrow().getInsertedCount());
    }

    @Test
    void readsOldDataFromAMemberThatLags() {
        books.withWriteConcern(WriteConcern.W3).insertOne(new Document("_id", 1));
        lag(Duration.ofMinutes(1));
        books.insertOne(new Document("_id", 2));
        var secondaries = books.withReadPreference(ReadPreference.secondary());
        assertEquals(1, secondaries.countDocuments());
        assertEquals(1, secondaries.find().into(new ArrayList<>()).size());
        assertEquals(2, books.countDocuments());
        assertEquals(1, books.withReadConcern(ReadConcern.MAJORITY).countDocuments());
        var concern = assertThrows(
                MongoWriteConcernException.class,
                () -> books.withWriteConcern(WriteConcern.MAJORITY.withWTimeout(50, TimeUnit.MILLISECONDS))
                        .insertOne(new Document("_id", 3)));
        assertEquals(64, concern.getWriteConcernError().getCode());
        lag(Duration.ZERO);
        assertEquals(3, secondaries.countDocuments());
    }

    @Test
    void readsItsOwnWritesFromAMemberThatLagsInACausalSession() {
        var secondaries = books.withReadPreference(ReadPreference.secondary());
        var causal = ClientSessionOptions.builder().causallyConsistent(true).build();
        var loose = ClientSessionOptions.builder().causallyConsistent(false).build();
        for (int i = 0; i < 5; i++) {
            try (var session = client.startSession(causal);
                    var another = client.startSession(loose)) {
                lag(Duration.ofMinutes(1));
                books.insertOne(session, new Document("_id", i));
                assertEquals(i, secondaries.countDocuments(another), "it does not wait");
                lag(Duration.ofMillis(80));
                assertEquals(i + 1, secondaries.countDocuments(session));
            }
        }
    }

    private void lag(Duration behind) {
        set.lag(set.member(1), behind);
        set.lag(set.member(2), behind);
    }

    @Test
    void retriesReadsAndWritesWhateverWayTheyFail() {
        books.insertOne(new Document("_id", 0).append("n", 0));
        for (String how : List.of("closeConnection: true", "errorCode: 91", "errorCode: 189", "errorCode: 10107")) {
            set.member(0).failPoint(failCommand("{times: 1}", "{failCommands: ['update'], " + how + "}"));
            books.updateOne(eq("_id", 0), inc("n", 1));
            set.member(0).failPoint(failCommand("{times: 1}", "{failCommands: ['find'], " + how + "}"));
            assertFalse(books.find().into(new ArrayList<>()).isEmpty());
            set.member(0).failPoint(failCommand("{times: 1}", "{failCommands: ['aggregate'], " + how + "}"));
            assertEquals(1, books.countDocuments());
        }
        assertEquals(4, books.find(gte("n", 0)).first().getInteger("n"));
        set.member(0)
                .failPoint(failCommand(
                        "{times: 1}",
                        "{failCommands: ['insert'], writeConcernError: {code: 91, errmsg: 'shutting down'}}"));
        books.insertOne(new Document("_id", 1));
        assertEquals(2, books.countDocuments(), "the write was performed once, its repetition is known by its number");
    }

    @Test
    void losesNoWriteWhileThePrimaryChanges() throws InterruptedException {
        var written = new AtomicInteger();
        var failed = new AtomicInteger();
        List<Thread> writers = IntStream.range(0, 8)
                .mapToObj(writer -> Thread.ofVirtual().name("writer-" + writer).start(() -> {
                    for (int i = 0; i < 60; i++) {
                        try {
                            books.insertOne(new Document("_id", writer * 1000 + i));
                            written.incrementAndGet();
                        } catch (MongoException e) {
                            // A write is tried twice; a second change in between may hit it again.
                            failed.incrementAndGet();
                        }
                    }
                }))
                .toList();
        int changes = 0;
        while (writers.stream().anyMatch(Thread::isAlive)) {
            int before = written.get() + failed.get();
            Until.holds(() -> written.get() + failed.get() >= before + 60
                    || writers.stream().noneMatch(Thread::isAlive));
            if (changes++ % 2 == 0) {
                set.stepDown(Duration.ofMillis(1));
            } else {
                set.primary().ifPresent(primary -> {
                    primary.stop();
                    primary.start();
                });
            }
        }
        for (Thread writer : writers) {
            writer.join();
        }
        assertTrue(changes >= 4, "the primary changed often enough");
        assertEquals(480, written.get() + failed.get());
        long there = books.countDocuments();
        assertTrue(there >= written.get(), () -> there + " of " + written.get() + " are there");
        assertTrue(failed.get() <= 48, () -> failed.get() + " of 480 writes failed for good");
    }

    @Test
    void goesOnWithoutAMemberAndWithItAgain() {
        books.withWriteConcern(WriteConcern.W3).insertOne(new Document("_id", 0));
        var secondaries = books.withReadPreference(ReadPreference.secondary());
        set.member(1).stop();
        for (int i = 0; i < 10; i++) {
            assertEquals(1, secondaries.countDocuments());
        }
        set.member(1).start();
        set.member(2).shutDown(Duration.ofSeconds(1));
        for (int i = 1; i <= 10; i++) {
            books.withWriteConcern(WriteConcern.MAJORITY).insertOne(new Document("_id", i));
            assertEquals(i + 1, secondaries.countDocuments());
        }
    }
}
