package dev.weft.user;

import static dev.weft.query.Indexes.ascending;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Collation;
import dev.weft.ReturnDocument;
import dev.weft.error.BulkWriteFailedException;
import dev.weft.error.WriteFailedException;
import dev.weft.query.Filters;
import dev.weft.query.Projections;
import dev.weft.query.Updates;
import dev.weft.testbed.Capability;
import dev.weft.testbed.ServerKind;
import dev.weft.testbed.junit.EachServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.conversions.Bson;

/** What the options of writes do on servers, each at every call that has it. */
class WriteOptionsEffectTest extends OptionEffects {
    private static final String CHANGE = "{$set: {n: 7}}";

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("* upsert(boolean)")
    void anUpsertInsertsWhereNothingMatches() {
        each(given("{_id: 9}", CHANGE, "{n: 7}"), (call, option) -> {
            prepare();
            call.send(option, false);
            assertEquals(2, things.countDocuments());
            call.send(option, true);
            assertEquals(Optional.of(7), things.find(Filters.eq(9)).first().map(found -> found.getInteger("n")));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("* arrayFilters(Bson[])")
    void filtersChooseTheElementsOfAnArrayThatAreChanged() {
        Bson[] big = {BsonDocument.parse("{big: {$gt: 2}}")};
        each(given("{_id: 1}", "{$set: {'a.$[big]': 0}}", "{}"), (call, option) -> {
            prepare();
            call.send(option, (Object) big);
            assertEquals(List.of(1, 2, 0, 0), all().getFirst().getList("a", Integer.class));
        });
    }

    /** Without it the documents are found by other strings than these. */
    @EachServer(needs = Capability.PLAIN)
    @EffectOf({
        "update* collation(Collation)",
        "replace* collation(Collation)",
        "delete* collation(Collation)",
        "findOneAnd* collation(Collation)",
        "*bulkWrite.* collation(Collation)"
    })
    void aCollationFindsWhatIsWrittenInOtherLetters() {
        each(given("{s: 'A'}", CHANGE, "{n: 7}"), (call, option) -> {
            prepare();
            List<Document> before = all();
            call.send();
            assertEquals(List.of(), changedSince(before));
            call.send(option, Collation.of("en", 2));
            assertEquals(List.of(1), changedSince(before));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf({"update* hint(*)", "replace* hint(*)", "delete* hint(*)", "findOneAnd* hint(*)", "*bulkWrite.* hint(*)"})
    void aHintMustBeAnIndexThatThereIs() {
        each(given("{_id: 1}", CHANGE, "{n: 7}"), (call, option) -> {
            prepare();
            things.createIndex(ascending("n"));
            boolean byName = option.getParameterTypes()[0] == String.class;
            assertEquals(BAD_VALUE, refusal(() -> call.send(option, byName ? "none_1" : ascending("none"))));
            List<Document> before = all();
            call.send(option, byName ? "n_1" : ascending("n"));
            assertEquals(List.of(1), changedSince(before));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf({"updateOne sort(Bson)", "replaceOne sort(Bson)", "findOneAnd* sort(Bson)", "*bulkWrite.* sort(Bson)"})
    void anOrderChoosesTheFirst() {
        each(given("{}", CHANGE, "{n: 7}"), (call, option) -> {
            for (int order : List.of(1, -1)) {
                prepare();
                List<Document> before = all();
                call.send(option, new Document("n", order));
                assertEquals(List.of(order == 1 ? 2 : 1), changedSince(before));
            }
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf({
        "update* let(Bson)",
        "replace* let(Bson)",
        "delete* let(Bson)",
        "findOneAnd* let(Bson)",
        "*bulkWrite let(Bson)"
    })
    void variablesCountInExpressions() {
        each(given("{$expr: {$eq: ['$n', '$$sought']}}", CHANGE, "{n: 7}"), (call, option) -> {
            prepare();
            List<Document> before = all();
            call.send(option, BsonDocument.parse("{sought: 1}"));
            assertEquals(List.of(2), changedSince(before));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf({
        "insert* bypassDocumentValidation(boolean)",
        "update* bypassDocumentValidation(boolean)",
        "replace* bypassDocumentValidation(boolean)",
        "findOneAnd* bypassDocumentValidation(boolean)",
        "*bulkWrite bypassDocumentValidation(boolean)"
    })
    void theValidatorIsPassedOver() {
        each(given("{_id: 1}", "{$set: {n: -1}}", "{n: -1}"), (call, option) -> {
            things.drop();
            database.createCollection("things", o -> o.validator(Filters.gt("n", 0)));
            things.insertOne(new Document("_id", 1).append("n", 1));
            assertThrows(WriteFailedException.class, () -> call.send(option, false));
            call.send(option, true);
            assertEquals(1, things.countDocuments(Filters.eq("n", -1)));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("insertMany ordered(boolean)")
    void insertsGoOnAfterAFailureIfThereIsNoOrder() {
        shows(() -> {
            var documents = List.of(new Document("_id", 1), new Document("_id", 3));
            assertOrder(
                    () -> things.insertMany(documents, o -> o.ordered(true)),
                    () -> things.insertMany(documents, o -> o.ordered(false)));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("bulkWrite ordered(boolean)")
    void severalWritesGoOnAfterAFailureIfThereIsNoOrder() {
        shows(() -> assertOrder(() -> bulk(true), () -> bulk(false)));
    }

    private void bulk(boolean ordered) {
        things.bulkWrite(
                b -> b.insertOne(new Document("_id", 1)).insertOne(new Document("_id", 3)), o -> o.ordered(ordered));
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("client.bulkWrite ordered(boolean)")
    void writesToSeveralCollectionsGoOnAfterAFailureIfThereIsNoOrder() {
        shows(() -> assertOrder(() -> clientBulk(true), () -> clientBulk(false)));
    }

    private void clientBulk(boolean ordered) {
        client.bulkWrite(
                b -> b.on(things).insertOne(new Document("_id", 1)).insertOne(new Document("_id", 3)),
                o -> o.ordered(ordered));
    }

    /** Both insert 1, which is there, and 3, which is not. */
    private void assertOrder(Runnable inOrder, Runnable inNoOrder) {
        prepare();
        assertThrows(BulkWriteFailedException.class, inOrder::run);
        assertFalse(things.find(Filters.eq(3)).exists());
        assertThrows(BulkWriteFailedException.class, inNoOrder::run);
        assertTrue(things.find(Filters.eq(3)).exists());
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("client.bulkWrite verboseResults(boolean)")
    void verboseResultsTellOfEachWrite() {
        shows(() -> {
            prepare();
            assertEquals(Map.of(), deletes(false));
            assertEquals(Map.of(0, 1L), deletes(true));
        });
    }

    /** Nothing was done and nothing is known by position, which a result says by zeros and empty maps. */
    @EachServer({ServerKind.EMBEDDED, ServerKind.ENGINE})
    void whatNobodyToldIsZeroOrNotThere() {
        prepare();
        var taken = assertThrows(
                BulkWriteFailedException.class,
                () -> client.bulkWrite(b -> b.on(things).insertOne(new Document("_id", 1))));
        assertEquals(0, taken.partial().inserted());
        assertEquals(0, taken.partial().matched());
        assertEquals(Map.of(), taken.partial().insertedIds());
        var done = client.bulkWrite(b -> b.on(things).insertOne(new Document("_id", 3)));
        assertEquals(1, done.inserted());
        assertEquals(Map.of(), done.insertedIds());
    }

    private Map<Integer, Long> deletes(boolean verbose) {
        var result = client.bulkWrite(b -> b.on(things).deleteOne(Filters.empty()), o -> o.verboseResults(verbose));
        return result.deletes().isEmpty()
                ? Map.of()
                : Map.of(0, result.deletes().get(0).deleted());
    }

    private static final Bson ONLY_N = Projections.fields(Projections.include("n"), Projections.excludeId());

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("findOneAnd* project(Bson)")
    void aProjectionChoosesWhichFieldsAreReturned() {
        shows(() -> {
            prepare();
            Optional<Document> five = Optional.of(new Document("n", 5));
            assertEquals(five, things.findOneAndUpdate(Filters.eq(1), Updates.set("n", 6), o -> o.project(ONLY_N)));
            assertEquals(
                    Optional.of(new Document("n", 6)),
                    things.findOneAndReplace(Filters.eq(1), new Document("n", 7), o -> o.project(ONLY_N)));
            assertEquals(
                    Optional.of(new Document("n", 7)), things.findOneAndDelete(Filters.eq(1), o -> o.project(ONLY_N)));
        });
    }

    @EachServer(needs = Capability.PLAIN)
    @EffectOf("findOneAnd* returnDocument(ReturnDocument)")
    void theDocumentIsReturnedAsItWasOrAsItIsNow() {
        shows(() -> {
            prepare();
            assertEquals(6, updated(ReturnDocument.AFTER, 6));
            assertEquals(6, updated(ReturnDocument.BEFORE, 7));
            assertEquals(8, replaced(ReturnDocument.AFTER, 8));
            assertEquals(8, replaced(ReturnDocument.BEFORE, 9));
        });
    }

    private int updated(ReturnDocument which, int n) {
        return things.findOneAndUpdate(Filters.eq(1), Updates.set("n", n), o -> o.returnDocument(which))
                .orElseThrow()
                .getInteger("n");
    }

    private int replaced(ReturnDocument which, int n) {
        return things.findOneAndReplace(Filters.eq(1), new Document("n", n), o -> o.returnDocument(which))
                .orElseThrow()
                .getInteger("n");
    }
}
