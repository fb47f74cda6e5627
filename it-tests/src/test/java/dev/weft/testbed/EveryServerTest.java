package dev.weft.testbed;

import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Accumulators;
import dev.weft.testbed.junit.EachServer;
import dev.weft.testbed.junit.OnServer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Every server that tests can run on does the same CRUD for the official driver. */
class EveryServerTest {
    @EachServer
    void insertsFindsUpdatesAggregatesAndDeletes(TestServer server) {
        try (var client = MongoClients.create(server.uri())) {
            var books = client.getDatabase("every_server").getCollection("books");
            books.drop();
            books.insertMany(IntStream.range(0, 250)
                    .mapToObj(
                            i -> new Document("_id", i).append("year", 1900 + i).append("title", "Book " + i))
                    .toList());
            assertEquals(250, books.countDocuments());
            List<Document> all =
                    books.find().sort(descending("_id")).batchSize(20).into(new ArrayList<>());
            assertEquals(250, all.size());
            assertEquals("Book 249", all.getFirst().getString("title"));
            assertEquals(
                    1L, books.updateOne(eq("_id", 7), set("title", "Seven")).getModifiedCount());
            assertEquals(50L, books.updateMany(lt("_id", 50), inc("year", 1000)).getModifiedCount());
            var sum = books.aggregate(List.of(match(lt("_id", 50)), group(null, Accumulators.sum("n", 1))))
                    .first();
            assertNotNull(sum);
            assertEquals(50, ((Number) sum.get("n")).intValue());
            assertEquals(50L, books.deleteMany(lt("_id", 50)).getDeletedCount());
            assertEquals(200, books.countDocuments());
            books.drop();
        }
    }

    @EachServer
    void refusesADuplicateKeyAndAnUnknownCommand(TestServer server) {
        try (var client = MongoClients.create(server.uri())) {
            var books = client.getDatabase("every_server").getCollection("twice");
            books.drop();
            books.insertOne(new Document("_id", 1));
            var twice = assertThrows(MongoWriteException.class, () -> books.insertOne(new Document("_id", 1)));
            assertEquals(11000, twice.getError().getCode());
            var unknown = assertThrows(
                    MongoCommandException.class,
                    () -> client.getDatabase("every_server").runCommand(new Document("nonsense", 1)));
            assertEquals(59, unknown.getErrorCode());
            books.drop();
        }
    }

    @EachServer(needs = {Capability.REAL_SEMANTICS, Capability.SINCE_5_0})
    void answersWhatOnlyTheRealEngineKnows(TestServer server) {
        try (var client = MongoClients.create(server.uri())) {
            var numbers = client.getDatabase("every_server").getCollection("numbers");
            numbers.drop();
            numbers.insertMany(
                    IntStream.range(0, 10).mapToObj(i -> new Document("_id", i)).toList());
            var window = numbers.aggregate(List.of(Document.parse("{$setWindowFields: {sortBy: {_id: 1}, output:"
                            + " {sum: {$sum: '$_id', window: {documents: ['unbounded', 'current']}}}}}")))
                    .into(new ArrayList<>());
            assertEquals(45, window.getLast().getInteger("sum"));
            numbers.drop();
        }
    }

    @Test
    @OnServer(needs = Capability.OBSERVABLE)
    void givesTheServerThatCanBeLookedAt(TestServer server) {
        assertSame(ServerKind.EMBEDDED, server.kind());
    }
}
