package dev.weft.user;

import static dev.weft.query.Accumulators.sum;
import static dev.weft.query.Aggregates.group;
import static dev.weft.query.Aggregates.match;
import static dev.weft.query.Aggregates.sort;
import static dev.weft.query.Filters.and;
import static dev.weft.query.Filters.eq;
import static dev.weft.query.Filters.gte;
import static dev.weft.query.Filters.lt;
import static dev.weft.query.Projections.excludeId;
import static dev.weft.query.Projections.fields;
import static dev.weft.query.Projections.include;
import static dev.weft.query.Sorts.ascending;
import static dev.weft.query.Sorts.descending;
import static dev.weft.query.Updates.inc;
import static dev.weft.query.Updates.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.ReturnDocument;
import dev.weft.client.MongoClient;
import dev.weft.client.MongoCollection;
import dev.weft.client.MongoDatabase;
import dev.weft.error.BulkWriteFailedException;
import dev.weft.error.CommandFailedException;
import dev.weft.error.DuplicateKeyException;
import dev.weft.testbed.Capability;
import dev.weft.testbed.ServerKind;
import dev.weft.testbed.TestServer;
import dev.weft.testbed.junit.EachServer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.BsonInt32;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Reading and writing on every server that Weft can speak to: servers of three makes, and they agree. */
class CrudTest {
    private MongoClient client;
    private MongoDatabase library;
    private MongoCollection<Document> books;

    @BeforeEach
    void open(TestServer server) {
        client = MongoClient.connect(server.uri(), s -> s.appName("crud"));
        library = client.database("weft_crud");
        library.drop();
        books = library.collection("books");
    }

    @AfterEach
    void close() {
        library.drop();
        client.close();
    }

    private static Document book(int i) {
        return new Document("_id", i)
                .append("title", "Book " + i)
                .append("year", 1900 + i)
                .append("city", i % 3 == 0 ? "Oslo" : "Rome");
    }

    private void insert(int count) {
        books.insertMany(IntStream.range(0, count).mapToObj(CrudTest::book).toList());
    }

    @EachServer(needs = Capability.PLAIN)
    void insertsOneAndMany() {
        var one = books.insertOne(new Document("title", "Emma"));
        assertTrue(one.acknowledged());
        assertEquals(
                Optional.of("Emma"),
                books.find(eq("_id", one.objectId())).first().map(book -> book.getString("title")));
        var many = books.insertMany(List.of(book(1), book(2)));
        assertEquals(new BsonInt32(1), many.insertedIds().get(0));
        assertEquals(new BsonInt32(2), many.insertedIds().get(1));
        assertEquals(3, books.countDocuments());
    }

    @EachServer(needs = Capability.PLAIN)
    void findsWithFilterSortSkipLimitAndProjection() {
        insert(30);
        List<Document> page = books.find(and(eq("city", "Oslo"), gte("year", 1910)))
                .sort(descending("year"))
                .skip(1)
                .limit(3)
                .project(fields(include("title"), excludeId()))
                .toList();
        assertEquals(
                List.of(
                        new Document("title", "Book 24"),
                        new Document("title", "Book 21"),
                        new Document("title", "Book 18")),
                page);
        assertEquals(Optional.empty(), books.find(eq("year", 1800)).first());
        assertTrue(books.find(eq("_id", 3)).exists());
    }

    @EachServer(needs = Capability.PLAIN)
    void drainsACursorOfSeveralBatches() {
        insert(250);
        Set<Integer> seen = new HashSet<>();
        int batches = 0;
        try (var cursor = books.find().batchSize(40).cursor()) {
            for (var batch = cursor.nextBatch(); !batch.isEmpty(); batch = cursor.nextBatch()) {
                batches++;
                assertTrue(batch.size() <= 40, "a batch of " + batch.size());
                batch.forEach(book -> seen.add(book.getInteger("_id")));
            }
        }
        assertEquals(7, batches);
        assertEquals(250, seen.size());
        try (var stream = books.find().sort(ascending("_id")).batchSize(7).stream()) {
            assertEquals(
                    IntStream.range(0, 20).boxed().toList(),
                    stream.limit(20).map(book -> book.getInteger("_id")).toList());
        }
    }

    @EachServer(needs = Capability.PLAIN)
    void updatesUpsertsAndReplaces() {
        insert(10);
        var one = books.updateOne(eq("_id", 7), set("title", "Seven"));
        assertEquals(List.of(1L, 1L), List.of(one.matched(), one.modified()));
        var same = books.updateOne(eq("_id", 7), set("title", "Seven"));
        assertEquals(List.of(1L, 0L), List.of(same.matched(), same.modified()));
        assertEquals(4, books.updateMany(eq("city", "Oslo"), inc("year", 100)).modified());
        assertEquals(2009, books.find(eq(9)).first().orElseThrow().getInteger("year"));

        var made = books.updateOne(eq("_id", 99), set("title", "New"), o -> o.upsert(true));
        assertEquals(Optional.of(new BsonInt32(99)), made.upsertedId());
        assertEquals(0, made.matched());
        var none = books.updateOne(eq("_id", 100), set("title", "None"));
        assertEquals(List.of(0L, 0L), List.of(none.matched(), none.modified()));
        assertEquals(Optional.empty(), none.upsertedId());

        assertEquals(
                1, books.replaceOne(eq("_id", 1), new Document("title", "One")).modified());
        assertEquals(
                Optional.of(new Document("_id", 1).append("title", "One")),
                books.find(eq(1)).first());
        var put = books.replaceOne(eq("_id", 98), new Document("title", "Put"), o -> o.upsert(true));
        assertEquals(Optional.of(new BsonInt32(98)), put.upsertedId());
    }

    @EachServer(needs = Capability.PLAIN)
    void findsAndChangesInOneStep() {
        insert(10);
        var before = books.findOneAndUpdate(eq("_id", 1), set("title", "One"));
        assertEquals("Book 1", before.orElseThrow().getString("title"));
        var after = books.findOneAndUpdate(
                eq("city", "Oslo"),
                inc("year", 1),
                o -> o.sort(descending("year")).returnDocument(ReturnDocument.AFTER));
        assertEquals(1910, after.orElseThrow().getInteger("year"));
        var replaced = books.findOneAndReplace(
                eq("_id", 2), new Document("title", "Two"), o -> o.returnDocument(ReturnDocument.AFTER));
        assertEquals(Optional.of(new Document("_id", 2).append("title", "Two")), replaced);
        var gone = books.findOneAndDelete(lt("year", 2000), o -> o.sort(ascending("year")));
        assertEquals(0, gone.orElseThrow().getInteger("_id"));
        assertEquals(Optional.empty(), books.findOneAndDelete(eq("_id", 0)));
        assertEquals(Optional.empty(), books.findOneAndUpdate(eq("_id", 0), set("title", "x")));
        assertEquals(9, books.countDocuments());
    }

    @EachServer(needs = Capability.PLAIN)
    void deletesOneAndMany() {
        insert(10);
        assertEquals(1, books.deleteOne(eq("city", "Oslo")).deleted());
        assertEquals(3, books.deleteMany(eq("city", "Oslo")).deleted());
        assertEquals(0, books.deleteMany(eq("city", "Oslo")).deleted());
        assertEquals(6, books.countDocuments());
    }

    @EachServer(needs = Capability.PLAIN)
    void aggregatesCountsAndTellsDistinctValues() {
        insert(30);
        List<Document> cities = books.aggregate(
                        match(gte("_id", 10)), group("$city", sum("books", 1)), sort(ascending("_id")))
                .toList();
        assertEquals(
                List.of("Oslo", "Rome"),
                cities.stream().map(city -> city.getString("_id")).toList());
        assertEquals(
                List.of(6, 14),
                cities.stream()
                        .map(city -> city.get("books", Number.class).intValue())
                        .toList());
        assertEquals(30, books.countDocuments());
        assertEquals(10, books.countDocuments(eq("city", "Oslo")));
        assertEquals(30, books.estimatedDocumentCount());
        assertEquals(5, books.find(eq("city", "Oslo")).skip(2).limit(5).count());
        assertFalse(books.find(eq("city", "Bath")).exists());
        var distinct = library.runCommand(new Document("distinct", "books")
                .append("key", "city")
                .append("query", new Document("_id", new Document("$gte", 10))));
        assertEquals(Set.of("Oslo", "Rome"), new HashSet<>(distinct.getList("values", String.class)));
    }

    @EachServer(needs = Capability.PLAIN)
    void saysThatAKeyIsTaken() {
        books.insertOne(book(1));
        var taken = assertThrows(DuplicateKeyException.class, () -> books.insertOne(book(1)));
        assertEquals(11000, taken.code());
        assertTrue(taken.getMessage().contains("E11000"), taken::getMessage);
        assertTrue(taken.getMessage().endsWith("choose another value, or update the document that has it"));
        assertFalse(taken.retryable());
        assertEquals(1, books.countDocuments());
    }

    /** Not on the embedded server: its storage goes on after a refusal, asked to or not, and counts it as inserted. */
    @EachServer(
            value = {ServerKind.EXTERNAL, ServerKind.ENGINE, ServerKind.FERRET_OPEN},
            needs = Capability.PLAIN)
    void saysWhichOfManyWereRefusedAndHowManyWereNot() {
        books.insertOne(book(1));
        var some = assertThrows(
                BulkWriteFailedException.class, () -> books.insertMany(List.of(book(0), book(1), book(2))));
        assertEquals(Set.of(1), some.failures().keySet());
        assertEquals(DuplicateKeyException.class, some.failures().get(1).getClass());
        assertEquals(1, some.partial().inserted());
        var rest = assertThrows(
                BulkWriteFailedException.class,
                () -> books.insertMany(List.of(book(0), book(2), book(1), book(3)), o -> o.ordered(false)));
        assertEquals(Set.of(0, 2), rest.failures().keySet());
        assertEquals(2, rest.partial().inserted());
        assertEquals(4, books.countDocuments());
    }

    @EachServer(needs = Capability.PLAIN)
    void passesOnWhatTheServerSaysOfACommandItDoesNotKnow() {
        var unknown = assertThrows(CommandFailedException.class, () -> library.runCommand(new Document("nonsense", 1)));
        assertEquals(59, unknown.code());
        assertEquals("CommandNotFound", unknown.codeName());
        assertTrue(unknown.getMessage().contains("nonsense"), unknown::getMessage);
    }
}
