package dev.weft.user;

import static dev.weft.query.Filters.eq;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.client.MongoClient;
import dev.weft.client.MongoCollection;
import dev.weft.error.TimedOutException;
import dev.weft.testbed.EmbeddedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Arrays of large messages serve one call after the other: nobody may find another's bytes in his. */
@Timeout(120)
class LargeMessagesTest {
    private static final int CALLERS = 6;
    private static final int DOCUMENTS = 6;
    private static final int SMALLEST = 200_000;
    private static final int LARGEST = 1_500_000;

    private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();
    private final AtomicInteger left = new AtomicInteger();

    @Test
    void everyCallerFindsHisOwnBytesWhileOthersLeaveTheirCalls() throws InterruptedException {
        try (var server = EmbeddedServer.start();
                var one = MongoClient.connect(server.uri());
                var other = MongoClient.connect(server.uri(), s -> s.pool(p -> p.maxSize(2)))) {
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                int number = i;
                MongoClient client = i % 2 == 0 ? one : other;
                callers.add(Thread.ofVirtual()
                        .start(() -> work(number, client.database("large").collection("documents"))));
            }
            for (Thread caller : callers) {
                caller.join();
            }
        }
        assertEquals(List.of(), List.copyOf(problems));
        assertTrue(left.get() > 0, "no call was left");
    }

    private void work(int number, MongoCollection<Document> documents) {
        try {
            storeAndFind(number, documents);
        } catch (RuntimeException | AssertionError failed) {
            problems.add(number + ": " + failed);
        }
    }

    private void storeAndFind(int number, MongoCollection<Document> documents) {
        var random = new Random(number);
        var hasty = documents.with(s -> s.timeout(Duration.ofMillis(1 + random.nextInt(4))));
        List<byte[]> stored = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            byte[] bytes = new byte[SMALLEST + random.nextInt(LARGEST - SMALLEST)];
            Arrays.fill(bytes, (byte) (16 * number + i));
            stored.add(bytes);
            documents.insertOne(document(number, i, bytes));
            leave(() -> hasty.find(eq("who", number)).toList());
            compare(number, documents.find(eq("who", number)).batchSize(2).toList(), stored);
        }
        List<RawBsonDocument> raw =
                documents.find(eq("who", number)).as(RawBsonDocument.class).toList();
        for (int i = 0; i < DOCUMENTS; i++) {
            compare(number, documents.find(eq("who", number)).toList(), stored);
            leave(() -> hasty.insertOne(document(-1, 0, new byte[LARGEST])));
        }
        List<Document> decoded = new ArrayList<>();
        for (RawBsonDocument each : raw) {
            decoded.add(new Document("i", each.getInt32("i").getValue())
                    .append("bytes", new Binary(each.getBinary("bytes").getData())));
        }
        compare(number, decoded, stored);
    }

    private static Document document(int who, int i, byte[] bytes) {
        return new Document("who", who).append("i", i).append("bytes", new Binary(bytes));
    }

    private void leave(Runnable call) {
        try {
            call.run();
        } catch (TimedOutException late) {
            left.incrementAndGet();
        }
    }

    private void compare(int number, List<Document> found, List<byte[]> stored) {
        if (found.size() != stored.size()) {
            problems.add(number + ": " + found.size() + " of " + stored.size() + " documents found");
        }
        for (Document each : found) {
            if (!Arrays.equals(each.get("bytes", Binary.class).getData(), stored.get(each.getInteger("i")))) {
                problems.add(number + ": not the bytes of document " + each.getInteger("i"));
            }
        }
    }
}
