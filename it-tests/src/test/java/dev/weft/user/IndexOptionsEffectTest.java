package dev.weft.user;

import static dev.weft.query.Filters.eq;
import static dev.weft.query.Indexes.ascending;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Collation;
import dev.weft.client.options.IndexOptions;
import dev.weft.error.DuplicateKeyException;
import dev.weft.query.Filters;
import dev.weft.query.Indexes;
import dev.weft.testbed.Capability;
import dev.weft.testbed.junit.EachServer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.conversions.Bson;

/** What the options of indexes do on servers. */
class IndexOptionsEffectTest extends OptionEffects {
    private void index(Bson keys, Consumer<IndexOptions> o) {
        prepare();
        things.createIndex(keys, o);
    }

    private BsonDocument description(String name) {
        return things.indexInformation().get(name).description();
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("createIndex name(String)")
    void anIndexHasTheNameItWasGiven() {
        shows(() -> {
            index(ascending("n"), o -> o.name("mine"));
            assertEquals(Set.of("_id_", "mine"), things.indexInformation().keySet());
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("createIndex unique(boolean)")
    void aUniqueIndexRefusesASecond() {
        shows(() -> {
            index(ascending("n"), o -> o.unique(true));
            assertThrows(DuplicateKeyException.class, () -> things.insertOne(new Document("n", 5)));
        });
    }

    /** Two documents without the field are no two with the same value. */
    @EachServer(needs = Capability.PLAIN)
    @EffectOf("createIndex sparse(boolean)")
    void aSparseIndexLeavesOutWhatHasNoField() {
        shows(() -> {
            index(ascending("n"), o -> o.unique(true).sparse(true));
            things.insertMany(List.of(new Document("_id", 3), new Document("_id", 4)));
            assertEquals(4, things.countDocuments());
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("createIndex partialFilter(Bson)")
    void aPartialIndexHoldsWhatItsFilterMatches() {
        shows(() -> {
            index(ascending("s"), o -> o.unique(true).partialFilter(Filters.gt("n", 3)));
            things.insertOne(new Document("s", "a").append("n", 1));
            assertThrows(DuplicateKeyException.class, () -> things.insertOne(new Document("s", "a").append("n", 9)));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("createIndex hidden(boolean)")
    void aHiddenIndexIsNotThereForAHint() {
        shows(() -> {
            index(ascending("n"), o -> o.hidden(true));
            assertEquals(BAD_VALUE, refusal(() -> things.find().hint("n_1").toList()));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("createIndex expireAfter(Duration)")
    void anIndexSaysWhenItsDocumentsExpire() {
        shows(() -> {
            index(ascending("at"), o -> o.expireAfter(Duration.ofHours(1)));
            assertEquals(
                    3600, description("at_1").getNumber("expireAfterSeconds").intValue());
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("createIndex collation(Collation)")
    void aUniqueIndexComparesByItsCollation() {
        shows(() -> {
            index(ascending("s"), o -> o.unique(true).collation(Collation.of("en", 2)));
            assertThrows(DuplicateKeyException.class, () -> things.insertOne(new Document("s", "A")));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("createIndex wildcardProjection(Bson)")
    void aWildcardIndexHoldsTheFieldsOfItsProjection() {
        shows(() -> {
            index(Indexes.wildcard(), o -> o.wildcardProjection(Document.parse("{n: 1}")));
            Document plan = things.find(eq("n", 5)).explain(dev.weft.Verbosity.QUERY_PLANNER);
            assertTrue(plan.toJson().contains("IXSCAN"), plan::toJson);
            Document other = things.find(eq("s", "a")).explain(dev.weft.Verbosity.QUERY_PLANNER);
            assertFalse(other.toJson().contains("IXSCAN"), other::toJson);
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("createIndex weights(Bson)")
    void theWeightOfAFieldCountsInTheScore() {
        shows(() -> {
            index(
                    new Document("one", "text").append("two", "text"),
                    o -> o.weights(Document.parse("{one: 1, two: 100}")));
            things.insertMany(
                    List.of(new Document("_id", 3).append("one", "sea"), new Document("_id", 4).append("two", "sea")));
            assertEquals(List.of(4, 3), byScore("sea"));
        });
    }

    private List<Object> byScore(String words) {
        Bson score = Document.parse("{score: {$meta: 'textScore'}}");
        return things.find(Filters.text(words)).sort(score).toList().stream()
                .map(found -> found.get("_id"))
                .toList();
    }

    /** What counts as no word at all is a matter of the language. */
    @EachServer(needs = Capability.PLAIN)
    @EffectOf("createIndex defaultLanguage(String)")
    void theLanguageSaysWhichWordsCount() {
        shows(() -> {
            index(Indexes.text("s"), o -> o.defaultLanguage("norwegian"));
            things.insertOne(new Document("_id", 3).append("s", "the"));
            assertEquals(List.of(3), byScore("the"));
            assertEquals(
                    "norwegian",
                    description("s_text").getString("default_language").getValue());
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("createIndex languageOverride(String)")
    void aFieldSaysWhichLanguageADocumentIsIn() {
        shows(() -> {
            index(Indexes.text("s"), o -> o.languageOverride("tongue"));
            things.insertMany(List.of(
                    new Document("_id", 3).append("s", "the").append("tongue", "norwegian"),
                    new Document("_id", 4).append("s", "the").append("language", "norwegian")));
            Bson inNorwegian = Document.parse("{$text: {$search: 'the', $language: 'norwegian'}}");
            assertEquals(
                    List.of(3),
                    things.find(inNorwegian).toList().stream()
                            .map(found -> found.get("_id"))
                            .toList());
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("createIndex textVersion(int)")
    void aTextIndexHasTheVersionAskedFor() {
        shows(() -> {
            index(Indexes.text("s"), o -> o.textVersion(2));
            assertEquals(2, description("s_text").getNumber("textIndexVersion").intValue());
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("createIndex sphereVersion(int)")
    void aSphereIndexHasTheVersionAskedFor() {
        shows(() -> {
            index(new Document("at", "2dsphere"), o -> o.sphereVersion(2));
            assertEquals(
                    2,
                    description("at_2dsphere").getNumber("2dsphereIndexVersion").intValue());
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("createIndex bits(int)")
    void aFlatIndexHasThePrecisionAskedFor() {
        shows(() -> {
            index(new Document("at", "2d"), o -> o.bits(20));
            assertEquals(20, description("at_2d").getNumber("bits").intValue());
            assertTrue(refusal(() -> index(new Document("at", "2d"), o -> o.bits(99))) != 0);
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf({"createIndex min(double)", "createIndex max(double)"})
    void aFlatIndexRefusesWhatIsOutOfItsBounds() {
        shows(() -> {
            index(new Document("at", "2d"), o -> o.min(-10).max(10));
            things.insertOne(Document.parse("{at: [-9, 9]}"));
            assertTrue(refusal(() -> things.insertOne(Document.parse("{at: [-11, 0]}"))) != 0);
            assertTrue(refusal(() -> things.insertOne(Document.parse("{at: [11, 0]}"))) != 0);
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("createIndex storageEngine(Bson)")
    void theStorageEngineIsTold() {
        shows(() -> {
            Bson uncompressed = Document.parse("{wiredTiger: {configString: 'prefix_compression=false'}}");
            index(ascending("n"), o -> o.storageEngine(uncompressed));
            assertTrue(description("n_1").containsKey("storageEngine"));
            assertTrue(refusal(() -> index(ascending("n"), o -> o.storageEngine(Document.parse("{none: {}}")))) != 0);
        });
    }

    /** A standalone builds no index together with others, and says so. */
    @EachServer(needs = Capability.PLAIN)
    @EffectOf("createIndexes commitQuorum(Object)")
    void aQuorumOfNobodyIsRefused() {
        shows(() -> {
            prepare();
            assertTrue(refusal(() -> things.createIndexes(b -> b.index(ascending("n")), o -> o.commitQuorum("nobody")))
                    != 0);
        });
    }
}
