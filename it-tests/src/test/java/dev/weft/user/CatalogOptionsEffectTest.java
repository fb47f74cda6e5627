package dev.weft.user;

import static dev.weft.query.Filters.eq;
import static dev.weft.query.Indexes.ascending;
import static dev.weft.query.Indexes.descending;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Collation;
import dev.weft.Granularity;
import dev.weft.ValidationAction;
import dev.weft.ValidationLevel;
import dev.weft.client.MongoCollection;
import dev.weft.client.options.CollectionOptions;
import dev.weft.client.options.TimeSeriesOptions;
import dev.weft.error.ValidationFailedException;
import dev.weft.query.Aggregates;
import dev.weft.query.Filters;
import dev.weft.query.Updates;
import dev.weft.result.CollectionInfo;
import dev.weft.testbed.Capability;
import dev.weft.testbed.ServerKind;
import dev.weft.testbed.junit.EachServer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;

/** What the options of calls do on servers that create, change and rename collections and views. */
class CatalogOptionsEffectTest extends OptionEffects {
    private static final Collation ANY_CASE = Collation.of("en", 2);

    private void create(Consumer<CollectionOptions> o) {
        things.drop();
        // The storage in memory makes no time series in a database that holds nothing.
        database.collection("beside").replaceOne(eq(1), new Document("_id", 1), c -> c.upsert(true));
        database.createCollection("things", o);
    }

    /** What the server says that a collection or view is like. */
    private BsonDocument options(String name) {
        return database.listCollections()
                .filter(eq("name", name))
                .first()
                .map(CollectionInfo::description)
                .orElseThrow()
                .getDocument("options");
    }

    private static void assertPart(String expected, BsonDocument whole) {
        BsonDocument.parse(expected).forEach((name, value) -> {
            BsonValue found = whole.get(name);
            boolean same = (value.isNumber() && found != null && found.isNumber())
                    ? value.asNumber().longValue() == found.asNumber().longValue()
                    : value.equals(found);
            assertTrue(same, () -> name + " of " + whole.toJson());
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf({"createCollection capped(long)", "createCollection maxDocuments(long)"})
    void aCappedCollectionForgetsTheOldest() {
        shows(() -> {
            create(o -> o.capped(4096).maxDocuments(2));
            things.insertMany(List.of(new Document("_id", 1), new Document("_id", 2), new Document("_id", 3)));
            assertEquals(List.of(new Document("_id", 2), new Document("_id", 3)), all());
            assertPart("{capped: true, size: 4096, max: 2}", options("things"));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("createCollection validator(Bson)")
    void aValidatorRefuses() {
        shows(() -> {
            create(o -> o.validator(Filters.gt("n", 0)));
            things.insertOne(new Document("n", 1));
            assertThrows(ValidationFailedException.class, () -> things.insertOne(new Document("n", 0)));
        });
    }

    /** A document that does not fit already may stay so if the level is moderate. */
    @EachServer(needs = Capability.PLAIN)
    @EffectOf("createCollection validationLevel(*)")
    void aModerateLevelLeavesWhatDoesNotFitAlone() {
        shows(() -> {
            create(o -> o.validator(Filters.gt("n", 0)).validationLevel(ValidationLevel.MODERATE));
            things.insertOne(new Document("_id", 1).append("n", 0), o -> o.bypassDocumentValidation(true));
            things.updateOne(eq(1), Updates.set("seen", true));
            assertThrows(ValidationFailedException.class, () -> things.insertOne(new Document("n", 0)));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("createCollection validationAction(*)")
    void aWarningLetsPass() {
        shows(() -> {
            create(o -> o.validator(Filters.gt("n", 0)).validationAction(ValidationAction.WARN));
            things.insertOne(new Document("n", 0));
            assertEquals(1, things.countDocuments());
        });
    }

    /** The words that are left; those that are not shown above. Servers refuse words they do not know. */
    @EachServer({ServerKind.ENGINE, ServerKind.EXTERNAL})
    void theServerKnowsEveryWord() {
        for (ValidationLevel level : ValidationLevel.values()) {
            create(o -> o.validator(Filters.gt("n", 0)).validationLevel(level));
            assertEquals(
                    level.word(), options("things").getString("validationLevel").getValue());
        }
        for (ValidationAction action : ValidationAction.values()) {
            create(o -> o.validator(Filters.gt("n", 0)).validationAction(action));
            assertEquals(
                    action.word(),
                    options("things").getString("validationAction").getValue());
        }
        for (Granularity each : Granularity.values()) {
            create(o -> o.timeSeries("at", t -> t.granularity(each)));
            assertPart("{granularity: '" + each.word() + "'}", options("things").getDocument("timeseries"));
        }
        assertEquals(
                BAD_VALUE,
                refusal(() -> create(o -> o.validator(Filters.gt("n", 0)).option("validationLevel", "new"))));
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("createCollection collation(Collation)")
    void aCollectionsCollationCountsUnlessAnOperationSaysOtherwise() {
        shows(() -> {
            create(o -> o.collation(ANY_CASE));
            things.insertOne(new Document("_id", 1).append("s", "a"));
            assertTrue(things.find(eq("s", "A")).exists());
            assertFalse(
                    things.find(eq("s", "A")).collation(Collation.of("simple")).exists());
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("createCollection timeSeries(String)")
    void aTimeSeriesNeedsTimes() {
        shows(() -> {
            create(o -> o.timeSeries("at"));
            things.insertOne(new Document("at", new BsonDateTime(0)));
            assertEquals(BAD_VALUE, refusal(() -> things.insertOne(new Document("n", 1))));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf({
        "createCollection timeSeries(String,Consumer)",
        "timeSeries metaField(String)",
        "timeSeries granularity(*)"
    })
    void aTimeSeriesIsMadeOfItsFields() {
        shows(() -> {
            create(o -> o.timeSeries("at"));
            assertPart(
                    "{timeField: 'at', granularity: 'seconds'}",
                    options("things").getDocument("timeseries"));
            create(o -> o.timeSeries("at", t -> t.metaField("station").granularity(Granularity.HOURS)));
            assertPart(
                    "{timeField: 'at', metaField: 'station', granularity: 'hours'}",
                    options("things").getDocument("timeseries"));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf({"timeSeries bucketMaxSpan(Duration)", "timeSeries bucketRounding(Duration)"})
    void aTimeSeriesHasBucketsAsLongAsAsked() {
        shows(() -> {
            var hour = Duration.ofHours(1);
            create(o -> o.timeSeries("at", t -> t.bucketMaxSpan(hour).bucketRounding(hour)));
            assertPart(
                    "{bucketMaxSpanSeconds: 3600, bucketRoundingSeconds: 3600}",
                    options("things").getDocument("timeseries"));
            // One without the other is refused.
            assertOneIsRefused(t -> t.bucketMaxSpan(hour));
            assertOneIsRefused(t -> t.bucketRounding(hour));
        });
    }

    private void assertOneIsRefused(Consumer<TimeSeriesOptions> one) {
        assertTrue(refusal(() -> create(o -> o.timeSeries("at", one))) != 0);
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("createCollection clusteredIndex(String)")
    void aClusteredIndexIsThatOfTheIds() {
        shows(() -> {
            create(o -> o.clusteredIndex("mine"));
            assertEquals(Set.of("mine"), things.indexInformation().keySet());
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("createCollection expireAfter(Duration)")
    void aClusteredCollectionExpires() {
        shows(() -> {
            create(o -> o.clusteredIndex("mine").expireAfter(Duration.ofHours(1)));
            assertPart("{expireAfterSeconds: 3600}", options("things"));
            // Only what has times of its own can expire as a whole.
            assertTrue(refusal(() -> create(o -> o.expireAfter(Duration.ofHours(1)))) != 0);
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("createCollection changeStreamPreAndPostImages(boolean)")
    void imagesAreKept() {
        shows(() -> {
            create(o -> o.changeStreamPreAndPostImages(true));
            assertPart("{changeStreamPreAndPostImages: {enabled: true}}", options("things"));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("createCollection storageEngine(Bson)")
    void theStorageEngineIsTold() {
        shows(() -> {
            create(o -> o.storageEngine(Document.parse("{wiredTiger: {configString: 'block_compressor=zlib'}}")));
            assertPart("{storageEngine: {wiredTiger: {configString: 'block_compressor=zlib'}}}", options("things"));
            assertTrue(refusal(() -> create(o -> o.storageEngine(Document.parse("{none: {}}")))) != 0);
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("createCollection indexOptionDefaults(Bson)")
    void indexesHaveDefaults() {
        shows(() -> {
            create(o -> o.indexOptionDefaults(
                    Document.parse("{storageEngine: {wiredTiger: {configString: 'prefix_compression=false'}}}")));
            assertPart(
                    "{indexOptionDefaults: {storageEngine: {wiredTiger: {configString: 'prefix_compression=false'}}}}",
                    options("things"));
            assertTrue(refusal(() -> create(o -> o.indexOptionDefaults(Document.parse("{storageEngine: {none: {}}}"))))
                    != 0);
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("createView collation(Collation)")
    void aViewComparesByItsCollation() {
        shows(() -> {
            prepare();
            database.collection("shown").drop();
            database.createView("shown", "things", List.of(), o -> o.collation(ANY_CASE));
            assertTrue(database.collection("shown").find(eq("s", "A")).exists());
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("rename dropTarget(boolean)")
    void aNameThatIsTakenIsGivenUp() {
        shows(() -> {
            prepare();
            MongoCollection<Document> other = database.collection("other");
            other.insertOne(new Document("_id", 9));
            assertEquals(48, refusal(() -> things.rename("other", o -> o.dropTarget(false))));
            things.rename("other", o -> o.dropTarget(true));
            assertEquals(2, other.countDocuments());
        });
    }

    /** Only the thorough check counts the keys of an index one by one, and so may tell more. */
    @EachServer(needs = Capability.PLAIN)
    @EffectOf("validate full(boolean)")
    void aCheckIsThorough() {
        shows(() -> {
            prepare();
            assertTrue(things.validate(o -> o.full(true)).getBoolean("valid"));
            // A check cannot be thorough and for its metadata only.
            assertTrue(refusal(() -> things.validate(o -> o.full(true).option("metadata", true))) != 0);
            assertTrue(
                    things.validate(o -> o.full(false).option("metadata", true)).getBoolean("valid"));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("collMod validator(Bson)")
    void aValidatorIsChanged() {
        shows(() -> {
            create(o -> o.validator(Filters.gt("n", 0)));
            things.collMod(o -> o.validator(new Document()));
            things.insertOne(new Document("n", 0));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("collMod validationLevel(*)")
    void theLevelIsChanged() {
        shows(() -> {
            create(o -> o.validator(Filters.gt("n", 0)));
            things.collMod(o -> o.validationLevel(ValidationLevel.OFF));
            things.insertOne(new Document("n", 0));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("collMod validationAction(*)")
    void theActionIsChanged() {
        shows(() -> {
            create(o -> o.validator(Filters.gt("n", 0)));
            things.collMod(o -> o.validationAction(ValidationAction.WARN));
            things.insertOne(new Document("n", 0));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("collMod changeStreamPreAndPostImages(boolean)")
    void imagesAreKeptFromNowOn() {
        shows(() -> {
            prepare();
            things.collMod(o -> o.changeStreamPreAndPostImages(true));
            assertPart("{changeStreamPreAndPostImages: {enabled: true}}", options("things"));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("collMod view(String,List)")
    void aViewShowsSomethingElse() {
        shows(() -> {
            prepare();
            MongoCollection<Document> view = database.collection("shown");
            view.drop();
            database.createView("shown", "things", List.of());
            view.collMod(o -> o.view("things", List.of(Aggregates.match(eq(1)))));
            assertEquals(1, view.find().count());
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("collMod expireAfter(Duration)")
    void documentsExpireAtAnotherTime() {
        shows(() -> {
            create(o -> o.clusteredIndex("mine").expireAfter(Duration.ofHours(1)));
            things.collMod(o -> o.expireAfter(Duration.ofHours(2)));
            assertPart("{expireAfterSeconds: 7200}", options("things"));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("collMod granularity(*)")
    void theGranularityGrows() {
        shows(() -> {
            create(o -> o.timeSeries("at"));
            things.collMod(o -> o.granularity(Granularity.HOURS));
            assertPart("{granularity: 'hours'}", options("things").getDocument("timeseries"));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf({"collMod cappedSize(long)", "collMod cappedMax(long)"})
    void theLimitsOfACappedCollectionAreChanged() {
        shows(() -> {
            create(o -> o.capped(4096).maxDocuments(2));
            things.collMod(o -> o.cappedSize(8192).cappedMax(3));
            assertPart("{size: 8192, max: 3}", options("things"));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("collMod hideIndex(String,boolean)")
    void anIndexIsHiddenAndShownAgain() {
        shows(() -> {
            prepare();
            things.createIndex(ascending("n"));
            things.collMod(o -> o.hideIndex("n_1", true));
            assertEquals(BAD_VALUE, refusal(() -> things.find().hint("n_1").toList()));
            things.collMod(o -> o.hideIndex("n_1", false));
            assertEquals(2, things.find().hint("n_1").toList().size());
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("collMod expireIndex(String,Duration)")
    void anIndexExpiresAtAnotherTime() {
        shows(() -> {
            prepare();
            things.createIndex(descending("at"), o -> o.expireAfter(Duration.ofHours(1)));
            things.collMod(o -> o.expireIndex("at_-1", Duration.ofHours(2)));
            assertPart(
                    "{expireAfterSeconds: 7200}",
                    things.indexInformation().get("at_-1").description());
        });
    }
}
