package dev.weft.user;

import static dev.weft.query.Aggregates.match;
import static dev.weft.query.Aggregates.out;
import static dev.weft.query.Aggregates.sort;
import static dev.weft.query.Filters.eq;
import static dev.weft.query.Indexes.ascending;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Collation;
import dev.weft.client.AggregateQuery;
import dev.weft.error.MongoException;
import dev.weft.query.Filters;
import dev.weft.query.Sorts;
import dev.weft.result.CollectionInfo;
import dev.weft.result.DatabaseInfo;
import dev.weft.testbed.Capability;
import dev.weft.testbed.junit.EachServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.Document;

/** What the options of pipelines, of commands that open a cursor, and of lists do on servers. */
class AggregateOptionsEffectTest extends OptionEffects {
    private void insertTen() {
        things.drop();
        things.insertMany(
                IntStream.range(0, 10).mapToObj(i -> new Document("_id", i)).toList());
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("aggregate batchSize(int)")
    void aMessageBringsABatch() {
        shows(() -> {
            insertTen();
            sent("getMore");
            assertEquals(10, things.aggregate().batchSize(3).toList().size());
            assertEquals(3, sent("getMore"));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("aggregate hint(*)")
    void aHintMustBeAnIndexThatThereIs() {
        shows(() -> {
            prepare();
            things.createIndex(ascending("n"));
            AggregateQuery<Document> query = things.aggregate(match(eq("n", 5)));
            assertEquals(1, query.hint("n_1").toList().size());
            assertEquals(1, query.hint(ascending("n")).toList().size());
            assertEquals(BAD_VALUE, refusal(() -> query.hint("none_1").toList()));
            assertEquals(BAD_VALUE, refusal(() -> query.hint(ascending("none")).toList()));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("aggregate let(Bson)")
    void aVariableCountsInStages() {
        shows(() -> {
            prepare();
            var byVariable = match(BsonDocument.parse("{$expr: {$eq: ['$n', '$$sought']}}"));
            assertEquals(
                    List.of(2),
                    things.aggregate(byVariable).let(new Document("sought", 1)).toList().stream()
                            .map(found -> found.get("_id"))
                            .toList());
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("aggregate collation(Collation)")
    void aCollationFindsWhatIsWrittenInOtherLetters() {
        shows(() -> {
            prepare();
            AggregateQuery<Document> query = things.aggregate(match(eq("s", "A")));
            assertEquals(0, query.toList().size());
            assertEquals(1, query.collation(Collation.of("en", 2)).toList().size());
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("aggregate allowDiskUse(boolean)")
    void aLargeSortMayUseTheDiskOrNot() {
        shows(() -> {
            insertTen();
            littleMemory(() -> {
                AggregateQuery<Document> sorted = things.aggregate(sort(Sorts.descending("n")));
                assertEquals(
                        MEMORY_EXCEEDED,
                        refusal(() -> sorted.allowDiskUse(false).toList()));
                assertEquals(10, sorted.allowDiskUse(true).toList().size());
            });
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("aggregate bypassDocumentValidation(boolean)")
    void theValidatorOfTheCollectionWrittenToIsPassedOver() {
        shows(() -> {
            prepare();
            database.collection("strict").drop();
            database.createCollection("strict", o -> o.validator(Filters.gt("n", 2)));
            AggregateQuery<Document> copy = things.aggregate(out("strict"));
            assertThrows(
                    MongoException.class,
                    () -> copy.bypassDocumentValidation(false).run());
            copy.bypassDocumentValidation(true).run();
            assertEquals(2, database.collection("strict").countDocuments());
        });
    }

    /** Servers take a time to wait for nothing but cursors that await data. */
    @EachServer(needs = Capability.PLAIN)
    @EffectOf("aggregate maxAwait(Duration)")
    void theTimeToWaitIsToldInTheMessagesThatBringMore() {
        shows(() -> {
            insertTen();
            AggregateQuery<Document> query = things.aggregate().batchSize(3);
            assertEquals(
                    BAD_VALUE,
                    refusal(() -> query.maxAwait(Duration.ofMillis(150)).toList()));
            assertEquals(10, query.maxAwait(Duration.ZERO).toList().size());
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("runCursorCommand batchSize(int)")
    void theMessagesThatBringMoreOfACommandsCursorBringABatch() {
        shows(() -> {
            insertTen();
            sent("getMore");
            var command = new Document("find", "things").append("batchSize", 2);
            assertEquals(
                    10, database.runCursorCommand(command).batchSize(3).toList().size());
            assertEquals(3, sent("getMore"));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("runCursorCommand tailable()")
    void aCommandsTailableCursorStaysOpenAtItsEnd() {
        shows(() -> {
            capped();
            var command = new Document("find", "things").append("tailable", true);
            try (var cursor = database.runCursorCommand(command).tailable().cursor()) {
                assertEquals(Optional.of(new Document("_id", 1)), cursor.tryNext());
                assertEquals(Optional.empty(), cursor.tryNext());
                things.insertOne(new Document("_id", 2));
                assertEquals(Optional.of(new Document("_id", 2)), cursor.tryNext());
            }
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf({"runCursorCommand tailable(Duration)", "runCursorCommand maxAwait(Duration)"})
    void aCommandsAwaitingCursorWaitsAtItsEnd() {
        shows(() -> {
            capped();
            var wait = Duration.ofMillis(150);
            var command = database.runCursorCommand(
                    new Document("find", "things").append("tailable", true).append("awaitData", true));
            for (var query : List.of(command.tailable(wait), command.tailable().maxAwait(wait))) {
                try (var cursor = query.cursor()) {
                    assertEquals(Optional.of(new Document("_id", 1)), cursor.tryNext());
                    long began = System.nanoTime();
                    assertEquals(Optional.empty(), cursor.tryNext());
                    long took = System.nanoTime() - began;
                    // Servers count in milliseconds and may round down.
                    assertTrue(took >= wait.minusMillis(5).toNanos(), () -> "it took " + Duration.ofNanos(took));
                    assertTrue(took < Duration.ofMillis(900).toNanos(), () -> "it took " + Duration.ofNanos(took));
                }
            }
        });
    }

    private void capped() {
        things.drop();
        database.createCollection("things", o -> o.capped(4096));
        things.insertOne(new Document("_id", 1));
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("listCollections filter(Bson)")
    void aFilterChoosesAmongCollections() {
        shows(() -> {
            collections();
            assertEquals(
                    List.of("b"),
                    database.listCollections().filter(eq("name", "b")).toList().stream()
                            .map(CollectionInfo::name)
                            .toList());
        });
    }

    private void collections() {
        Set.of("a", "b", "c").forEach(name -> {
            database.collection(name).drop();
            database.createCollection(name);
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("listCollections batchSize(int)")
    void collectionsComeInBatches() {
        shows(() -> {
            collections();
            sent("getMore");
            assertEquals(3, database.listCollections().batchSize(1).toList().size());
            assertTrue(sent("getMore") >= 2);
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("listIndexes batchSize(int)")
    void indexesComeInBatches() {
        shows(() -> {
            prepare();
            things.createIndex(ascending("n"));
            things.createIndex(ascending("s"));
            sent("getMore");
            assertEquals(3, things.listIndexes().batchSize(1).toList().size());
            assertTrue(sent("getMore") >= 2);
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("listDatabases filter(Bson)")
    void aFilterChoosesAmongDatabases() {
        shows(() -> {
            prepare();
            assertEquals(
                    List.of(DATABASE),
                    client.listDatabases().filter(eq("name", DATABASE)).toList().stream()
                            .map(DatabaseInfo::name)
                            .toList());
        });
    }
}
