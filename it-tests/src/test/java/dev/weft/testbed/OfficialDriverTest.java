package dev.weft.testbed;

import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.ConnectionString;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerApi;
import com.mongodb.ServerApiVersion;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The embedded server is a server to the official driver too, which keeps it honest. */
class OfficialDriverTest {
    private static MongoClient client(EmbeddedServer server, boolean stableApi) {
        var settings = MongoClientSettings.builder().applyConnectionString(new ConnectionString(server.uri()));
        if (stableApi) {
            settings.serverApi(ServerApi.builder()
                    .version(ServerApiVersion.V1)
                    .strict(true)
                    .deprecationErrors(true)
                    .build());
        }
        return MongoClients.create(settings.build());
    }

    private static void insert(MongoCollection<Document> books, int count) {
        books.insertMany(IntStream.range(0, count)
                .mapToObj(i -> new Document("_id", i).append("year", 1900 + i).append("title", "Book " + i))
                .toList());
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"V3_6", "V4_0"})
    void readsAndWritesOnEveryProfile(ServerProfile profile) {
        try (var server = EmbeddedServer.builder().profile(profile).start();
                var client = client(server, profile.hasStableApi())) {
            assertEquals(
                    1.0,
                    client.getDatabase("admin")
                            .runCommand(new Document("ping", 1))
                            .getDouble("ok"));
            var books = client.getDatabase("library").getCollection("books");
            insert(books, 250);
            assertEquals(250, books.countDocuments());
            assertEquals(250, books.find().batchSize(20).into(new ArrayList<>()).size());
            assertTrue(server.commandCount("getMore") >= 12, server.commandCounts()::toString);
            assertEquals(
                    1L, books.updateOne(eq("_id", 7), set("title", "Seven")).getModifiedCount());
            assertEquals("Seven", books.find(eq("_id", 7)).first().getString("title"));
            assertEquals(50L, books.updateMany(lt("_id", 50), inc("year", 1000)).getModifiedCount());
            var sum = books.aggregate(List.of(
                            match(gte("year", 2900)),
                            group(null, Accumulators.sum("n", 1), Accumulators.max("last", "$_id"))))
                    .first();
            assertNotNull(sum);
            assertEquals(50, sum.getInteger("n"));
            assertEquals(49, sum.getInteger("last"));
            assertEquals(50L, books.deleteMany(lt("_id", 50)).getDeletedCount());
            assertEquals(200, books.countDocuments());
        }
    }

    @Test
    void sortsProjectsSkipsLimitsAndCounts() {
        try (var server = EmbeddedServer.start();
                var client = client(server, true)) {
            var books = client.getDatabase("library").getCollection("books");
            insert(books, 30);
            List<Document> page = books.find(gte("year", 1910))
                    .sort(descending("year"))
                    .projection(new Document("title", 1).append("_id", 0))
                    .skip(2)
                    .limit(3)
                    .into(new ArrayList<>());
            assertEquals(
                    List.of("Book 27", "Book 26", "Book 25"),
                    page.stream().map(book -> book.getString("title")).toList());
            assertEquals(1, page.getFirst().size());
            assertEquals(30, books.estimatedDocumentCount());
            assertEquals(20, books.countDocuments(gte("year", 1910)));
        }
    }

    @Test
    void upsertsReplacesAndIndexes() {
        try (var server = EmbeddedServer.start();
                var client = client(server, false)) {
            var books = client.getDatabase("library").getCollection("books");
            var upserted =
                    books.replaceOne(eq("_id", 1), new Document("title", "One"), new ReplaceOptions().upsert(true));
            assertNotNull(upserted.getUpsertedId());
            assertEquals("title_1", books.createIndex(Indexes.ascending("title"), new IndexOptions().unique(true)));
            var duplicate =
                    assertThrows(MongoWriteException.class, () -> books.insertOne(new Document("title", "One")));
            assertEquals(11000, duplicate.getError().getCode());
            assertEquals(2, books.listIndexes().into(new ArrayList<>()).size());
            assertEquals(
                    List.of("books"),
                    client.getDatabase("library").listCollectionNames().into(new ArrayList<>()));
            assertEquals(List.of("One"), books.distinct("title", String.class).into(new ArrayList<>()));
            var taken = books.findOneAndUpdate(eq("_id", 1), set("title", "Two"));
            assertNotNull(taken);
            assertEquals("One", taken.getString("title"));
            books.drop();
            assertEquals(0, books.countDocuments());
        }
    }

    @Test
    void reportsErrorsWithTheCodesOfMongo() {
        try (var server = EmbeddedServer.start();
                var client = client(server, false)) {
            var database = client.getDatabase("library");
            var unknown =
                    assertThrows(MongoCommandException.class, () -> database.runCommand(new Document("nonsense", 1)));
            assertEquals(59, unknown.getErrorCode());
            assertEquals("CommandNotFound", unknown.getErrorCodeName());
            var concern = assertThrows(
                    MongoCommandException.class,
                    () -> database.getCollection("books")
                            .withWriteConcern(new WriteConcern(2))
                            .insertOne(new Document()));
            assertEquals(2, concern.getErrorCode());
            var books = database.getCollection("books");
            insert(books, 2);
            var twice = assertThrows(MongoBulkWriteException.class, () -> insert(books, 3));
            assertEquals(11000, twice.getWriteErrors().getFirst().getCode());
        }
    }

    @Test
    void takesUnacknowledgedWritesWithoutAnswering() {
        try (var server = EmbeddedServer.start();
                var client = client(server, false)) {
            var books = client.getDatabase("library").getCollection("books");
            var silent = books.withWriteConcern(WriteConcern.UNACKNOWLEDGED);
            for (int i = 0; i < 10; i++) {
                silent.insertOne(new Document("_id", i));
            }
            // The same connection carries the count, so it comes after the writes.
            assertEquals(10, books.countDocuments());
            assertEquals(
                    List.of(0, 1),
                    books.find()
                            .sort(ascending("_id"))
                            .limit(2)
                            .map(book -> book.getInteger("_id"))
                            .into(new ArrayList<>()));
        }
    }
}
