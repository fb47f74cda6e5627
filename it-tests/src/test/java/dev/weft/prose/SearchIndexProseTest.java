package dev.weft.prose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.ReadConcern;
import dev.weft.WriteConcern;
import dev.weft.client.MongoClient;
import dev.weft.client.MongoCollection;
import dev.weft.client.MongoDatabase;
import dev.weft.error.CommandFailedException;
import dev.weft.result.SearchIndexInfo;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The search index management helpers, end to end (index management specification, "Search Index Management Helpers", cases 1 to 8). They ask
 * a deployment with search, which {@code -Dweft.search.uri} names, and are skipped without one: a cluster of Atlas, or a local deployment of it.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SearchIndexProseTest {
    private static final Document STATIC = Document.parse("{mappings: {dynamic: false}}");
    private static final Document DYNAMIC = Document.parse("{mappings: {dynamic: true}}");
    private static final Document VECTOR = Document.parse(
            "{fields: [{type: 'vector', path: 'plot_embedding'," + " numDimensions: 1536, similarity: 'euclidean'}]}");

    private MongoClient client;
    private MongoDatabase database;
    private MongoCollection<Document> coll0;

    @BeforeEach
    void open() {
        String uri = System.getProperty("weft.search.uri", "");
        assumeTrue(!uri.isBlank(), "-Dweft.search.uri names no deployment with search, such as one of Atlas");
        client = MongoClient.connect(uri);
        database = client.database("weft_search_index");
        coll0 = database.collection(new ObjectId().toHexString());
    }

    @AfterEach
    void close() {
        if (client != null) {
            coll0.drop();
            client.close();
        }
    }

    private void create() {
        database.createCollection(coll0.namespace().collection());
    }

    /** Asks every five seconds, as the plan wants it. */
    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(5_000);
        }
    }

    private SearchIndexInfo await(String name, Predicate<SearchIndexInfo> condition) throws InterruptedException {
        await(() -> coll0.listSearchIndexes(name).first().filter(condition).isPresent());
        return coll0.listSearchIndexes(name).first().orElseThrow();
    }

    private SearchIndexInfo awaitQueryable(String name) throws InterruptedException {
        return await(name, SearchIndexInfo::queryable);
    }

    private static boolean isDynamic(SearchIndexInfo index) {
        BsonDocument mappings =
                index.description().getDocument("latestDefinition").getDocument("mappings");
        return mappings.getBoolean("dynamic").getValue();
    }

    @Test
    void case1CreatesAndListsSearchIndexes() throws InterruptedException {
        create();
        assertEquals("test-search-index", coll0.createSearchIndex(STATIC, o -> o.name("test-search-index")));
        assertFalse(isDynamic(awaitQueryable("test-search-index")));
    }

    @Test
    void case2CreatesSeveralAtOnce() throws InterruptedException {
        create();
        List<String> names = List.of("test-search-index-1", "test-search-index-2");
        assertEquals(names, coll0.createSearchIndexes(b -> names.forEach(name -> b.index(STATIC, o -> o.name(name)))));
        for (String name : names) {
            assertFalse(isDynamic(awaitQueryable(name)));
        }
    }

    @Test
    void case3DropsASearchIndex() throws InterruptedException {
        create();
        assertEquals("test-search-index", coll0.createSearchIndex(STATIC, o -> o.name("test-search-index")));
        awaitQueryable("test-search-index");
        coll0.dropSearchIndex("test-search-index");
        await(() -> coll0.listSearchIndexes().toList().isEmpty());
    }

    @Test
    void case4UpdatesASearchIndex() throws InterruptedException {
        create();
        assertEquals("test-search-index", coll0.createSearchIndex(STATIC, o -> o.name("test-search-index")));
        awaitQueryable("test-search-index");
        coll0.updateSearchIndex("test-search-index", DYNAMIC);
        SearchIndexInfo index = await(
                "test-search-index",
                found -> found.queryable()
                        && found.description().getString("status").getValue().equals("READY"));
        assertTrue(isDynamic(index));
    }

    @Test
    void case5DropsWhereThereIsNoCollection() {
        coll0.dropSearchIndex("test-search-index");
    }

    @Test
    void case6TakesNoConcerns() throws InterruptedException {
        create();
        MongoCollection<Document> concerned =
                coll0.with(o -> o.writeConcern(WriteConcern.members(1)).readConcern(ReadConcern.majority()));
        assertEquals(
                "test-search-index-case6", concerned.createSearchIndex(STATIC, o -> o.name("test-search-index-case6")));
        await(() -> concerned
                .listSearchIndexes("test-search-index-case6")
                .first()
                .filter(SearchIndexInfo::queryable)
                .isPresent());
        assertFalse(isDynamic(
                concerned.listSearchIndexes("test-search-index-case6").first().orElseThrow()));
    }

    @Test
    void case7KnowsTheKindsOfSearchIndexes() throws InterruptedException {
        create();
        coll0.createSearchIndex(STATIC, o -> o.name("test-search-index-case7-implicit"));
        assertEquals(
                "search", awaitQueryable("test-search-index-case7-implicit").type());
        coll0.createSearchIndex(
                STATIC, o -> o.name("test-search-index-case7-explicit").type("search"));
        assertEquals(
                "search", awaitQueryable("test-search-index-case7-explicit").type());
        coll0.createSearchIndex(
                VECTOR, o -> o.name("test-search-index-case7-vector").type("vectorSearch"));
        assertEquals(
                "vectorSearch", awaitQueryable("test-search-index-case7-vector").type());
    }

    @Test
    void case8NeedsTheKindOfAVectorSearchIndex() {
        create();
        String message = assertThrows(
                        CommandFailedException.class,
                        () -> coll0.createSearchIndex(VECTOR, o -> o.name("test-search-index-case8-error")))
                .getMessage();
        assertTrue(message.contains("Attribute mappings missing"), message);
    }
}
