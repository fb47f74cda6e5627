package dev.weft.user;

import static dev.weft.query.Filters.eq;
import static dev.weft.query.Filters.gt;
import static dev.weft.query.Updates.inc;
import static dev.weft.query.Updates.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.DBRef;
import dev.weft.Verbosity;
import dev.weft.client.MongoClient;
import dev.weft.client.MongoCollection;
import dev.weft.client.MongoDatabase;
import dev.weft.error.BulkWriteFailedException;
import dev.weft.error.CommandFailedException;
import dev.weft.error.ValidationFailedException;
import dev.weft.query.Indexes;
import dev.weft.result.CollectionInfo;
import dev.weft.result.DatabaseInfo;
import dev.weft.result.IndexInfo;
import dev.weft.testbed.Capability;
import dev.weft.testbed.TestServer;
import dev.weft.testbed.junit.EachServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What a database holds, and several writes at once, on every server that Weft can speak to. */
class CatalogTest {
    private MongoClient client;
    private MongoDatabase shop;
    private MongoCollection<Document> goods;

    @BeforeEach
    void open(TestServer server) {
        client = MongoClient.connect(server.uri());
        shop = client.database("weft_catalog");
        shop.drop();
        goods = shop.collection("goods");
    }

    @AfterEach
    void close() {
        shop.drop();
        client.close();
    }

    private void insert(int count) {
        goods.insertMany(IntStream.range(0, count)
                .mapToObj(i -> new Document("_id", i).append("kind", i % 3))
                .toList());
    }

    private static Set<String> names(List<IndexInfo> indexes) {
        return new TreeSet<>(indexes.stream().map(IndexInfo::name).toList());
    }

    @EachServer(needs = Capability.PLAIN)
    void createsListsAndDropsIndexes() {
        insert(3);
        assertEquals("kind_1", goods.createIndex(Indexes.ascending("kind")));
        assertEquals(List.of("mine"), goods.createIndexes(b -> b.index(Indexes.descending("a"), o -> o.name("mine"))));
        assertEquals(Set.of("_id_", "kind_1", "mine"), names(goods.listIndexes().toList()));
        assertEquals(
                BsonDocument.parse("{a: -1}"),
                goods.indexInformation().get("mine").keys());
        goods.dropIndex("mine");
        goods.dropIndex(Indexes.ascending("kind"));
        assertEquals(Set.of("_id_"), names(goods.listIndexes().toList()));
        assertThrows(IllegalArgumentException.class, () -> goods.dropIndex("*"));
        goods.createIndex(Indexes.ascending("a"));
        goods.dropIndexes();
        assertEquals(Set.of("_id_"), goods.indexInformation().keySet());
    }

    /** MongoDB's engine, as it can be had here, drops what is not there without a word. */
    @EachServer(needs = Capability.OBSERVABLE)
    void anIndexThatIsNotThereCannotBeDropped() {
        insert(1);
        assertEquals(
                27,
                assertThrows(CommandFailedException.class, () -> goods.dropIndex("none"))
                        .code());
    }

    @EachServer(needs = Capability.PLAIN)
    void aCollectionThatDoesNotExistHasNoIndexesAndNoneToDrop() {
        assertEquals(List.of(), goods.listIndexes().toList());
        goods.dropIndexes();
        goods.drop();
    }

    @EachServer(needs = Capability.PLAIN)
    void renamesACollection() {
        insert(2);
        goods.rename("wares");
        assertEquals(List.of("wares"), shop.collectionNames());
        assertEquals(2, shop.collection("wares").countDocuments());
        insert(1);
        var wares = shop.collection("wares");
        assertEquals(
                48,
                assertThrows(CommandFailedException.class, () -> wares.rename("goods"))
                        .code());
    }

    @EachServer(needs = Capability.PLAIN)
    void asksForTheDifferentValuesOfAField() {
        insert(10);
        assertEquals(
                Set.of(0, 1, 2),
                Set.copyOf(goods.distinct("kind", Integer.class).toList()));
        var some = goods.distinct("kind", Integer.class).filter(gt("kind", 0));
        assertEquals(Set.of(1, 2), Set.copyOf(some.toList()));
        try (var cursor = some.cursor()) {
            assertTrue(cursor.hasNext());
            assertEquals(2, cursor.buffered());
        }
        assertEquals(2, some.stream().count());
        assertEquals(1, some.toList(1).size());
    }

    @EachServer(needs = Capability.PLAIN)
    void takesTheFirstOfManyDocumentsIntoAList() {
        insert(250);
        var query = goods.find().batchSize(10);
        assertEquals(25, query.toList(25).size());
        assertEquals(0, query.toList(0).size());
        assertEquals(250, query.toList(1000).size());
        assertThrows(IllegalArgumentException.class, () -> query.toList(-1));
    }

    @EachServer(needs = Capability.PLAIN)
    void listsDatabasesAndWhatTheyHold() {
        insert(1);
        assertTrue(client.databaseNames().contains("weft_catalog"));
        assertTrue(
                client.listDatabases().toList().stream().map(DatabaseInfo::name).anyMatch("weft_catalog"::equals));
        assertEquals(
                List.of("goods"),
                shop.listCollections().filter(eq("name", "goods")).toList().stream()
                        .map(CollectionInfo::name)
                        .toList());
        assertFalse(client.serverInfo().getString("version").isEmpty());
    }

    @EachServer(needs = Capability.PLAIN)
    void runsACommandThatOpensACursor() {
        insert(25);
        var command = new Document("find", "goods").append("batchSize", 10);
        assertEquals(25, shop.runCursorCommand(command).batchSize(10).toList().size());
    }

    @EachServer(needs = Capability.PLAIN)
    void findsWhatAReferenceIsTo() {
        insert(2);
        var reference = DBRef.of("goods", new BsonInt32(1));
        assertEquals(Optional.of(1), shop.dereference(reference).map(found -> found.getInteger("_id")));
        assertEquals(Optional.empty(), shop.dereference(DBRef.of("goods", new BsonInt32(7))));
        assertEquals(reference, DBRef.of(reference.asDocument()));
        assertThrows(IllegalArgumentException.class, () -> DBRef.of(BsonDocument.parse("{$ref: 'goods'}")));
    }

    @EachServer(needs = Capability.PLAIN)
    void writesSeveralThingsAtOnceInOrder() {
        insert(2);
        var result = goods.bulkWrite(b -> b.insertOne(new Document("_id", 9))
                .updateOne(eq("_id", 0), inc("kind", 5))
                .updateMany(gt("_id", 0), set("seen", true))
                .deleteOne(eq("_id", 1))
                .replaceOne(eq("_id", 7), new Document("a", 1), o -> o.upsert(true))
                .deleteMany(eq("_id", 100)));
        assertEquals(
                List.of(1L, 3L, 3L, 1L, 1L),
                List.of(result.inserted(), result.matched(), result.modified(), result.deleted(), result.upserted()));
        assertEquals(Map.of(0, new BsonInt32(9)), result.insertedIds());
        assertEquals(Map.of(4, new BsonInt32(7)), result.upsertedIds());
        assertEquals(3, goods.countDocuments());
    }

    /** The query needs a connection for each of its batches, and the only one must be free then. */
    @EachServer(needs = Capability.PLAIN)
    void insertsWhatAQueryFindsOverASingleConnection(TestServer server) {
        insert(300);
        try (var narrow =
                MongoClient.connect(server.uri(), s -> s.pool(p -> p.maxSize(1)).timeout(Duration.ofSeconds(20)))) {
            var shelves = narrow.database("weft_catalog");
            shelves.collection("copy").insertMany(shelves.collection("goods").find());
        }
        assertEquals(300, shop.collection("copy").countDocuments());
    }

    @EachServer(needs = Capability.PLAIN)
    void tellsWhichOfSeveralWritesFailed() {
        insert(1);
        var ordered = assertThrows(
                BulkWriteFailedException.class,
                () -> goods.bulkWrite(b -> b.insertOne(new Document("_id", 1))
                        .insertOne(new Document("_id", 0))
                        .insertOne(new Document("_id", 2))));
        assertEquals(Set.of(1), ordered.failures().keySet());
        assertEquals(1, ordered.partial().inserted());
        var all = assertThrows(
                BulkWriteFailedException.class,
                () -> goods.bulkWrite(
                        b -> b.insertOne(new Document("_id", 0)).insertOne(new Document("_id", 2)),
                        o -> o.ordered(false)));
        assertEquals(Set.of(0), all.failures().keySet());
        assertEquals(Map.of(1, new BsonInt32(2)), all.partial().insertedIds());
    }

    @EachServer(needs = Capability.SINCE_4_4)
    void createsCollectionsOfEveryKind() {
        shop.createCollection("last", o -> o.capped(4096).maxDocuments(2));
        var last = shop.collection("last");
        last.insertMany(List.of(new Document("_id", 1), new Document("_id", 2), new Document("_id", 3)));
        assertEquals(2, last.countDocuments());
        shop.createCollection("strict", o -> o.validator(gt("n", 0)));
        var strict = shop.collection("strict");
        assertThrows(ValidationFailedException.class, () -> strict.insertOne(new Document("n", 0)));
        insert(6);
        shop.createView("firsts", "goods", List.of(new Document("$match", new Document("kind", 0))));
        assertEquals(2, shop.collection("firsts").countDocuments());
        assertEquals(
                "view",
                shop.listCollections()
                        .filter(eq("name", "firsts"))
                        .first()
                        .map(CollectionInfo::type)
                        .orElse(""));
        assertTrue(goods.validate().getBoolean("valid"));
    }

    /** MongoDB's engine, as it can be had here, has no collMod. */
    @EachServer(needs = Capability.OBSERVABLE)
    void changesWhatIsThere() {
        shop.createCollection("strict", o -> o.validator(gt("n", 0)));
        var strict = shop.collection("strict");
        strict.collMod(o -> o.validator(new Document()));
        strict.insertOne(new Document("n", 0));
        goods.createIndex(Indexes.ascending("at"), o -> o.hidden(true));
        goods.collMod(o -> o.hideIndex("at_1", false));
        assertThrows(
                IllegalArgumentException.class,
                () -> goods.collMod(o -> o.hideIndex("at_1", true).hideIndex("other", true)));
        assertFalse(goods.indexInformation().get("at_1").description().containsKey("hidden"));
    }

    @EachServer(needs = Capability.SINCE_4_4)
    void hidesAnIndexAndExpiresDocuments() {
        goods.createIndex(
                Indexes.ascending("at"), o -> o.expireAfter(Duration.ofHours(1)).hidden(true));
        BsonDocument index = goods.indexInformation().get("at_1").description();
        assertEquals(3600, index.getNumber("expireAfterSeconds").intValue());
        assertTrue(index.getBoolean("hidden").getValue());
    }

    @EachServer(needs = Capability.SINCE_4_4)
    void explainsAQueryAndAPipeline() {
        insert(5);
        goods.createIndex(Indexes.ascending("kind"));
        Document query = goods.find(eq("kind", 1)).explain(Verbosity.QUERY_PLANNER);
        assertTrue(query.containsKey("queryPlanner"), query::toJson);
        Document run = goods.find(eq("kind", 1)).explain(Verbosity.EXECUTION_STATS);
        assertTrue(run.containsKey("executionStats"), run::toJson);
        Document pipeline =
                goods.aggregate(new Document("$match", new Document("kind", 1))).explain(Verbosity.QUERY_PLANNER);
        assertTrue(pipeline.containsKey("queryPlanner") || pipeline.containsKey("stages"), pipeline::toJson);
    }

    @EachServer(needs = Capability.SINCE_4_4)
    void writesToSeveralCollectionsByOneMessage() {
        insert(2);
        var other = shop.collection("other");
        var result = client.bulkWrite(
                b -> {
                    b.on(goods).updateOne(eq("_id", 0), set("seen", true)).deleteOne(eq("_id", 1));
                    b.on(other).insertOne(new Document("_id", 5));
                },
                o -> o.verboseResults(true));
        assertEquals(1, result.updates().get(0).modified());
        assertEquals(1, result.deletes().get(1).deleted());
        assertEquals(Map.of(2, new BsonInt32(5)), result.insertedIds());
        assertEquals(1, other.countDocuments());
        try (var stranger = MongoClient.connect("mongodb://127.0.0.1:1")) {
            var theirs = stranger.database("a").collection("b");
            assertThrows(
                    IllegalArgumentException.class,
                    () -> client.bulkWrite(b -> b.on(theirs).insertOne(new Document())));
        }
    }
}
