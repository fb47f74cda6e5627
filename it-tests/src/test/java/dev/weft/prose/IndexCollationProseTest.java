package dev.weft.prose;

import static dev.weft.query.Indexes.ascending;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.Collation;
import dev.weft.client.MongoClient;
import dev.weft.client.MongoCollection;
import dev.weft.error.CommandFailedException;
import dev.weft.testbed.ServerKind;
import dev.weft.testbed.TestServer;
import dev.weft.testbed.junit.EachServer;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Indexes with the same keys and different collations (index management specification, "name": who makes such must name them). FerretDB has no
 * collations.
 */
class IndexCollationProseTest {
    private static final int INDEX_NAME_TAKEN = 86;
    private static final int AMBIGUOUS = 181;

    private MongoClient client;
    private MongoCollection<Document> words;

    @BeforeEach
    void open(TestServer server) {
        client = MongoClient.connect(server.uri());
        words = client.database("weft_index_collation").collection("words");
        words.drop();
        words.createIndex(ascending("w"), o -> o.name("english").collation(Collation.of("en")));
        words.createIndex(ascending("w"), o -> o.name("french").collation(Collation.of("fr")));
    }

    @AfterEach
    void close() {
        client.database("weft_index_collation").drop();
        client.close();
    }

    @EachServer({ServerKind.EMBEDDED, ServerKind.ENGINE, ServerKind.EXTERNAL})
    void bothAreThereWithTheirCollations() {
        var indexes = words.indexInformation();
        assertEquals(Set.of("_id_", "english", "french"), indexes.keySet());
        assertEquals("en", locale("english"));
        assertEquals("fr", locale("french"));
    }

    private String locale(String index) {
        return words.indexInformation()
                .get(index)
                .description()
                .getDocument("collation")
                .getString("locale")
                .getValue();
    }

    @EachServer({ServerKind.EMBEDDED, ServerKind.ENGINE, ServerKind.EXTERNAL})
    void aNameDropsThatOneAndNoOther() {
        words.dropIndex("french");
        assertEquals(Set.of("_id_", "english"), words.indexInformation().keySet());
        assertEquals("en", locale("english"));
    }

    @EachServer({ServerKind.EMBEDDED, ServerKind.ENGINE, ServerKind.EXTERNAL})
    void keysThatBothHaveDropNeither() {
        assertEquals(AMBIGUOUS, code(() -> words.dropIndex(ascending("w"))));
        assertEquals(
                Set.of("_id_", "english", "french"), words.indexInformation().keySet());
        words.dropIndex("english");
        words.dropIndex(ascending("w"));
        assertEquals(Set.of("_id_"), words.indexInformation().keySet());
    }

    @EachServer({ServerKind.EMBEDDED, ServerKind.ENGINE, ServerKind.EXTERNAL})
    void theNamesMadeOfTheKeysWouldBeTheSame() {
        words.createIndex(ascending("w"), o -> o.collation(Collation.of("en", 1)));
        assertEquals(
                INDEX_NAME_TAKEN,
                code(() -> words.createIndex(ascending("w"), o -> o.collation(Collation.of("fr", 1)))));
    }

    private static int code(Runnable refused) {
        return assertThrows(CommandFailedException.class, refused::run).code();
    }
}
