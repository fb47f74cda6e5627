package dev.weft.user;

import static dev.weft.query.Filters.eq;
import static dev.weft.query.Indexes.ascending;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Collation;
import dev.weft.client.FindQuery;
import dev.weft.query.Filters;
import dev.weft.query.Projections;
import dev.weft.query.Sorts;
import dev.weft.testbed.Capability;
import dev.weft.testbed.ServerKind;
import dev.weft.testbed.junit.EachServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.conversions.Bson;

/** What the options of {@code find} and {@code distinct} do on servers. */
class FindOptionsEffectTest extends OptionEffects {
    private static final Bson BY_VARIABLE = BsonDocument.parse("{$expr: {$eq: ['$n', '$$sought']}}");

    private static List<Object> ids(FindQuery<Document> query) {
        return query.toList().stream().map(found -> found.get("_id")).toList();
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("find filter(Bson)")
    void aFilterChoosesAndTheLastOneCounts() {
        shows(() -> {
            prepare();
            assertEquals(List.of(2), ids(things.find(eq(1)).filter(eq(2))));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("find project(Bson)")
    void aProjectionChoosesFields() {
        shows(() -> {
            prepare();
            Bson onlyN = Projections.fields(Projections.include("n"), Projections.excludeId());
            assertEquals(
                    Optional.of(new Document("n", 5)),
                    things.find(eq(1)).project(onlyN).first());
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("find sort(Bson)")
    void anOrderIsKept() {
        shows(() -> {
            prepare();
            assertEquals(List.of(2, 1), ids(things.find().sort(Sorts.ascending("n"))));
            assertEquals(List.of(1, 2), ids(things.find().sort(Sorts.descending("n"))));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("find skip(long)")
    void theFirstAreLeftOut() {
        shows(() -> {
            prepare();
            assertEquals(
                    List.of(2), ids(things.find().sort(Sorts.ascending("_id")).skip(1)));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("find limit(long)")
    void thereAreNoMoreThanTheLimit() {
        shows(() -> {
            prepare();
            assertEquals(
                    List.of(1), ids(things.find().sort(Sorts.ascending("_id")).limit(1)));
            assertEquals(2, things.find().limit(0).toList().size());
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("find batchSize(int)")
    void aMessageBringsABatch() {
        shows(() -> {
            insertTen();
            sent("getMore");
            assertEquals(10, things.find().batchSize(3).toList().size());
            assertEquals(3, sent("getMore"));
            assertEquals(10, things.find().batchSize(0).toList().size());
            assertEquals(0, sent("getMore"));
        });
    }

    private void insertTen() {
        things.drop();
        things.insertMany(
                IntStream.range(0, 10).mapToObj(i -> new Document("_id", i)).toList());
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("find hint(Bson)")
    void aHintByKeysMustBeAnIndexThatThereIs() {
        shows(() -> {
            prepare();
            things.createIndex(ascending("n"));
            assertEquals(2, things.find().hint(ascending("n")).toList().size());
            assertEquals(
                    BAD_VALUE,
                    refusal(() -> things.find().hint(ascending("none")).toList()));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("find hint(String)")
    void aHintByNameMustBeAnIndexThatThereIs() {
        shows(() -> {
            prepare();
            things.createIndex(ascending("n"));
            assertEquals(2, things.find().hint("n_1").toList().size());
            assertEquals(BAD_VALUE, refusal(() -> things.find().hint("none_1").toList()));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("find min(Bson)")
    void aLowerBoundLeavesOutWhatIsBelow() {
        shows(() -> {
            prepare();
            things.createIndex(ascending("n"));
            assertEquals(List.of(1), ids(things.find().hint("n_1").min(new Document("n", 5))));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("find max(Bson)")
    void anUpperBoundLeavesOutWhatReachesIt() {
        shows(() -> {
            prepare();
            things.createIndex(ascending("n"));
            assertEquals(List.of(2), ids(things.find().hint("n_1").max(new Document("n", 5))));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("find let(Bson)")
    void aVariableCountsInTheFilter() {
        shows(() -> {
            prepare();
            assertEquals(List.of(2), ids(things.find(BY_VARIABLE).let(new Document("sought", 1))));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("find collation(Collation)")
    void aCollationFindsWhatIsWrittenInOtherLetters() {
        shows(() -> {
            prepare();
            assertEquals(List.of(), ids(things.find(eq("s", "A"))));
            assertEquals(List.of(1), ids(things.find(eq("s", "A")).collation(Collation.of("en", 2))));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("find returnKey(boolean)")
    void onlyTheKeysOfTheIndexAreReturned() {
        shows(() -> {
            prepare();
            things.createIndex(ascending("n"));
            assertEquals(
                    List.of(new Document("n", 1), new Document("n", 5)),
                    things.find(Filters.gt("n", 0)).hint("n_1").returnKey(true).toList());
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("find showRecordId(boolean)")
    void theRecordsIdIsReturnedToo() {
        shows(() -> {
            prepare();
            assertFalse(things.find(eq(1)).first().orElseThrow().containsKey("$recordId"));
            assertTrue(
                    things.find(eq(1)).showRecordId(true).first().orElseThrow().containsKey("$recordId"));
        });
    }

    /** A sort of more than the server keeps in memory needs the disk. */
    @EachServer(needs = Capability.PLAIN)
    @EffectOf("find allowDiskUse(boolean)")
    void aLargeSortMayUseTheDiskOrNot() {
        shows(() -> {
            insertTen();
            littleMemory(() -> {
                FindQuery<Document> sorted = things.find().sort(Sorts.descending("n"));
                assertEquals(
                        MEMORY_EXCEEDED,
                        refusal(() -> sorted.allowDiskUse(false).toList()));
                assertEquals(10, sorted.allowDiskUse(true).toList().size());
            });
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("find tailable()")
    void aTailableCursorStaysOpenAtItsEnd() {
        shows(() -> {
            capped();
            try (var cursor = things.find().tailable().cursor()) {
                assertEquals(Optional.of(new Document("_id", 1)), cursor.tryNext());
                assertEquals(Optional.empty(), cursor.tryNext());
                things.insertOne(new Document("_id", 2));
                assertEquals(Optional.of(new Document("_id", 2)), cursor.tryNext());
            }
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("find tailable(Duration)")
    void anAwaitingCursorWaitsAtItsEnd() {
        shows(() -> {
            capped();
            var wait = Duration.ofMillis(150);
            try (var cursor = things.find().tailable(wait).cursor()) {
                assertEquals(Optional.of(new Document("_id", 1)), cursor.tryNext());
                long began = System.nanoTime();
                assertEquals(Optional.empty(), cursor.tryNext());
                long took = System.nanoTime() - began;
                // Servers count in milliseconds and may round down.
                assertTrue(took >= wait.minusMillis(5).toNanos(), () -> "it took " + Duration.ofNanos(took));
            }
        });
    }

    private void capped() {
        things.drop();
        database.createCollection("things", o -> o.capped(4096));
        things.insertOne(new Document("_id", 1));
    }

    /** The count is a pipeline of its own, which the query's options steer, too. */
    @EachServer({ServerKind.EMBEDDED, ServerKind.ENGINE})
    void aCountHeedsTheOptionsOfItsQuery() {
        prepare();
        assertEquals(1, things.find().skip(1).count());
        assertEquals(1, things.find().limit(1).count());
        assertEquals(
                1, things.find(eq("s", "A")).collation(Collation.of("en", 2)).count());
        assertEquals(1, things.find(eq("n", 5)).count());
        assertEquals(BAD_VALUE, refusal(() -> things.find().hint("none_1").count()));
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("distinct filter(Bson)")
    void valuesOfSomeDocumentsOnly() {
        shows(() -> {
            prepare();
            assertEquals(
                    List.of(1),
                    things.distinct("n", Integer.class).filter(eq(2)).toList());
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("distinct collation(Collation)")
    void valuesThatAreEqualToTheCollationAreOne() {
        shows(() -> {
            prepare();
            things.insertOne(new Document("_id", 3).append("s", "A"));
            var strings = things.distinct("s", String.class);
            assertEquals(Set.of("a", "A", "b"), Set.copyOf(strings.toList()));
            assertEquals(2, strings.collation(Collation.of("en", 2)).toList().size());
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("distinct hint(*)")
    void aHintOfDistinctMustBeAnIndexThatThereIs() {
        shows(() -> {
            prepare();
            var numbers = things.distinct("n", Integer.class);
            things.createIndex(ascending("n"));
            assertEquals(2, numbers.hint("n_1").toList().size());
            assertEquals(2, numbers.hint(ascending("n")).toList().size());
            assertEquals(BAD_VALUE, refusal(() -> numbers.hint("none_1").toList()));
            assertEquals(
                    BAD_VALUE, refusal(() -> numbers.hint(ascending("none")).toList()));
        });
    }
}
