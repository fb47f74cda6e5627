package dev.weft.testbed;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.inc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica set of the testbed is one to the official driver too, which keeps it honest. */
class OfficialReplicaSetTest {
    private Deployment set;
    private MongoClient client;

    @BeforeEach
    void start() {
        set = Deployment.replicaSet("rs", 3).start();
        client = MongoClients.create(set.uri() + "&heartbeatFrequencyMS=500");
    }

    @AfterEach
    void close() {
        client.close();
        set.close();
        assertEquals(List.of(), set.takeViolations());
    }

    @Test
    void readsWhatItWroteFromAnyMember() {
        var books = client.getDatabase("library").getCollection("books").withWriteConcern(WriteConcern.MAJORITY);
        books.insertMany(
                IntStream.range(0, 250).mapToObj(i -> new Document("_id", i)).toList());
        try (var session = client.startSession()) {
            books.insertOne(session, new Document("_id", 250));
            var secondary = books.withReadPreference(ReadPreference.secondary()).withReadConcern(ReadConcern.MAJORITY);
            assertEquals(
                    251,
                    secondary
                            .find(session)
                            .batchSize(20)
                            .into(new ArrayList<>())
                            .size());
        }
        long finds = set.member(1).commandCount("find") + set.member(2).commandCount("find");
        assertEquals(1, finds);
    }

    @Test
    void retriesReadsAndWritesOverFailPoints() {
        var books = client.getDatabase("library").getCollection("books");
        books.insertOne(new Document("_id", 1).append("n", 0));
        set.member(0)
                .failPoint("{configureFailPoint: 'failCommand', mode: {times: 1},"
                        + " data: {failCommands: ['update'], closeConnection: true}}");
        books.updateOne(eq("_id", 1), inc("n", 1));
        set.member(0)
                .failPoint("{configureFailPoint: 'failCommand', mode: {times: 1},"
                        + " data: {failCommands: ['findAndModify'], errorCode: 11600}}");
        books.findOneAndUpdate(eq("_id", 1), inc("n", 1));
        set.member(0).failPoint("{configureFailPoint: 'onPrimaryTransactionalWrite', mode: {times: 1}}");
        books.updateOne(eq("_id", 1), inc("n", 1));
        set.member(0)
                .failPoint("{configureFailPoint: 'failCommand', mode: {times: 1},"
                        + " data: {failCommands: ['find'], errorCode: 91}}");
        assertEquals(3, books.find(eq("_id", 1)).first().getInteger("n"));
        set.member(0)
                .failPoint("{configureFailPoint: 'failCommand', mode: {times: 2},"
                        + " data: {failCommands: ['insert'], closeConnection: true}}");
        assertThrows(MongoException.class, () -> books.insertOne(new Document("_id", 2)));
        assertEquals(1, books.countDocuments());
    }

    @Test
    void findsTheNewPrimaryAfterAStepDown() {
        var books = client.getDatabase("library").getCollection("books");
        books.insertOne(new Document("_id", 0));
        for (int i = 1; i <= 5; i++) {
            set.stepDown(Duration.ofMillis(1));
            long before = System.nanoTime();
            books.insertOne(new Document("_id", i));
            long millis = (System.nanoTime() - before) / 1_000_000;
            assertTrue(millis < 5_000, () -> millis + " ms");
        }
        assertEquals(6, books.countDocuments());
        Member primary = set.primary().orElseThrow();
        primary.stop();
        books.insertOne(new Document("_id", 6));
        primary.start();
        assertEquals(7, books.countDocuments());
    }
}
