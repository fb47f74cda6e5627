package dev.weft.core.bulk;

import static dev.weft.core.execute.Deployment.replies;
import static dev.weft.core.execute.Deployment.target;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Namespace;
import dev.weft.WriteConcern;
import dev.weft.core.execute.Bound;
import dev.weft.core.execute.Deployment;
import dev.weft.core.operation.ClientWrite;
import dev.weft.core.operation.Field;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.Statement;
import dev.weft.core.operation.Target;
import dev.weft.core.operation.Update;
import dev.weft.error.BulkWriteFailedException;
import dev.weft.error.CommandFailedException;
import dev.weft.error.NotSupportedException;
import dev.weft.protocol.testing.Answer;
import dev.weft.settings.HandleSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.Document;
import org.bson.codecs.DocumentCodec;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** How several writes are put into messages, and what is made of what goes wrong. */
class BulkWriteTest {
    private static final DocumentCodec DOCUMENTS = new DocumentCodec();
    private static final BsonDocument NEWEST = BsonDocument.parse("{maxWireVersion: 25}");
    private static final String GOING = "{n: 1, nInserted: 1, ok: 1, errorLabels: ['RetryableWriteError'],"
            + " writeConcernError: {code: 91, errmsg: 'going'}}";
    private static final Bson FIRST = new BsonDocument("_id", new BsonInt32(1));

    private static Statement insert(int id) {
        return new Statement.Insert<>(new Document("_id", id), DOCUMENTS);
    }

    private static Statement update(boolean many, Options options) {
        return new Statement.Change(FIRST, new Update.Operators(BsonDocument.parse("{$set: {a: 1}}")), many, options);
    }

    private static Statement delete(boolean many) {
        return new Statement.Removal(FIRST, many, Options.NONE);
    }

    private static List<ClientWrite.Item> items(Statement... statements) {
        return IntStream.range(0, statements.length)
                .mapToObj(i -> item(new Namespace("db", "c" + i), statements[i]))
                .toList();
    }

    private static ClientWrite.Item item(Namespace into, Statement statement) {
        return new ClientWrite.Item(into, statement, HandleSettings.DEFAULTS.codecs());
    }

    private static Target admin(Options options) {
        return Target.database("admin", HandleSettings.DEFAULTS, options);
    }

    @Test
    void anOrderKeepsTheStretchesApartAndNoOrderPutsKindsTogether() {
        var statements = List.of(insert(1), delete(false), insert(2), delete(false));
        try (var deployment = Deployment.replicaSet("", NEWEST, replies("{n: 1, ok: 1}"))) {
            BulkWrite.run(deployment.runner(), target(Options.NONE), statements, Bound.NOTHING);
            assertEquals(List.of("insert", "delete", "insert", "delete"), names(deployment));
        }
        try (var deployment = Deployment.replicaSet("", NEWEST, replies("{n: 2, ok: 1}"))) {
            Options unordered = Options.NONE.with(Field.ORDERED, false);
            BulkWrite.run(deployment.runner(), target(unordered), statements, Bound.NOTHING);
            assertEquals(List.of("insert", "delete"), names(deployment));
        }
    }

    private static List<String> names(Deployment deployment) {
        return deployment.commands().stream().map(BsonDocument::getFirstKey).toList();
    }

    @Test
    void optionsOfTheWholeGoWhereTheCommandKnowsThem() {
        Options options = Options.NONE
                .with(Field.LET, new BsonDocument("v", new BsonInt32(1)))
                .with(Field.BYPASS_DOCUMENT_VALIDATION, true)
                .with(Field.COMMENT, "why");
        try (var deployment = Deployment.replicaSet("", NEWEST, replies("{n: 1, ok: 1}"))) {
            var statements = List.of(insert(1), update(false, Options.NONE.with(Field.UPSERT, true)), delete(false));
            BulkWrite.run(deployment.runner(), target(options), statements, Bound.NOTHING);
            var insert = deployment.commands().get(0);
            var update = deployment.commands().get(1);
            var delete = deployment.commands().get(2);
            assertEquals(
                    List.of(false, true, true),
                    List.of(insert.containsKey("let"), update.containsKey("let"), delete.containsKey("let")));
            String bypass = "bypassDocumentValidation";
            assertEquals(
                    List.of(true, true, false),
                    List.of(insert.containsKey(bypass), update.containsKey(bypass), delete.containsKey(bypass)));
            assertTrue(deployment.commands().stream().allMatch(command -> command.containsKey("comment")));
            assertEquals(
                    BsonDocument.parse("{q: {_id: 1}, u: {$set: {a: 1}}, upsert: true}"),
                    update.getArray("updates").getFirst());
            assertEquals(
                    BsonDocument.parse("{q: {_id: 1}, limit: 1}"),
                    delete.getArray("deletes").getFirst());
        }
    }

    @Test
    void aWriteToManyIsNotSentTwice() {
        Answer hangsUp = (peer, request) -> peer.close();
        for (Statement many : List.of(update(true, Options.NONE), delete(true))) {
            try (var deployment = Deployment.replicaSet("", NEWEST, hangsUp)) {
                assertThrows(
                        dev.weft.error.NetworkFailedException.class,
                        () -> BulkWrite.run(deployment.runner(), target(Options.NONE), List.of(many), Bound.NOTHING));
                assertEquals(1, deployment.commands().size());
            }
        }
    }

    @Test
    void aWriteTooLargeToBeSentFailsInItsPlace() {
        var small = BsonDocument.parse("{maxBsonObjectSize: 1000, maxWireVersion: 25}");
        Statement large = new Statement.Insert<>(new Document("_id", 2).append("a", "x".repeat(2000)), DOCUMENTS);
        Options unordered = Options.NONE.with(Field.ORDERED, false);
        try (var deployment = Deployment.replicaSet("", small, replies("{n: 1, ok: 1}"))) {
            var failure = assertThrows(
                    BulkWriteFailedException.class,
                    () -> BulkWrite.run(
                            deployment.runner(),
                            target(unordered),
                            List.of(insert(1), large, insert(3)),
                            Bound.NOTHING));
            assertEquals(Set.of(1), failure.failures().keySet());
            assertEquals(10334, failure.failures().get(1).code());
            assertEquals(2, failure.partial().inserted());
        }
    }

    @Test
    void whatWasWrittenIsToldThoughItsConcernFailedToTheEnd() {
        try (var deployment = Deployment.replicaSet("", NEWEST, replies(GOING))) {
            var failure = assertThrows(
                    BulkWriteFailedException.class,
                    () -> BulkWrite.run(deployment.runner(), target(Options.NONE), List.of(insert(1)), Bound.NOTHING));
            assertEquals(2, deployment.commands().size(), "tried again once");
            assertEquals(1, failure.partial().inserted());
            assertEquals(91, failure.writeConcernFailures().getFirst().code());
            assertEquals(Map.of(), failure.failures());
        }
    }

    @Test
    void whatAnEarlierAttemptWasAnsweredIsToldThoughTheNextOneFailed() {
        var answered = new AtomicBoolean();
        Answer answers = (peer, request) -> {
            if (answered.getAndSet(true)) {
                peer.close();
            } else {
                peer.reply(request, BsonDocument.parse(GOING));
            }
        };
        try (var deployment = Deployment.replicaSet("", NEWEST, answers)) {
            var failure = assertThrows(
                    BulkWriteFailedException.class,
                    () -> BulkWrite.run(deployment.runner(), target(Options.NONE), List.of(insert(1)), Bound.NOTHING));
            assertEquals(1, failure.partial().inserted());
            assertEquals(91, failure.writeConcernFailures().getFirst().code());
        }
    }

    @Test
    void whatAnEarlierAttemptWasAnsweredIsToldThoughSeveralAfterItFailed() {
        Options patient = Options.NONE.with(Field.TIMEOUT, Duration.ofSeconds(60));
        try (var deployment = Deployment.replicaSet("", NEWEST, answeredThenTwoHangUps())) {
            assertToldInTheEnd(
                    deployment,
                    () -> BulkWrite.run(deployment.runner(), target(patient), List.of(insert(1)), Bound.NOTHING));
        }
        try (var deployment = Deployment.replicaSet("", NEWEST, answeredThenTwoHangUps())) {
            assertToldInTheEnd(
                    deployment,
                    () -> ClientBulkWrite.run(
                            deployment.runner(), admin(patient), items(insert(1)), false, Bound.NOTHING));
        }
    }

    private static Answer answeredThenTwoHangUps() {
        var attempts = new AtomicInteger();
        return (peer, request) -> {
            switch (attempts.incrementAndGet()) {
                case 1 -> peer.reply(request, BsonDocument.parse(GOING));
                case 2, 3 -> peer.close();
                default -> peer.reply(request, BsonDocument.parse("{ok: 0, code: 13, errmsg: 'not allowed any more'}"));
            }
        };
    }

    private static void assertToldInTheEnd(Deployment deployment, Executable bulkWrite) {
        var failure = assertThrows(BulkWriteFailedException.class, bulkWrite);
        assertEquals(4, deployment.commands().size(), "a timeout sets no limit to the retries");
        assertEquals(1, failure.partial().inserted());
        assertEquals(91, failure.writeConcernFailures().getFirst().code());
        assertEquals(
                13,
                assertInstanceOf(CommandFailedException.class, failure.getCause())
                        .code());
    }

    @Test
    void whatWasWrittenIsToldThoughTheNextWriteIsMisuse() {
        Statement misuse =
                new Statement.Change(FIRST, new Update.Operators(BsonDocument.parse("{a: 1}")), false, Options.NONE);
        try (var deployment = Deployment.replicaSet("", NEWEST, replies("{n: 1, ok: 1}"))) {
            var failure = assertThrows(
                    BulkWriteFailedException.class,
                    () -> BulkWrite.run(
                            deployment.runner(), target(Options.NONE), List.of(insert(1), misuse), Bound.NOTHING));
            assertInstanceOf(IllegalArgumentException.class, failure.getCause());
            assertEquals(Map.of(0, new BsonInt32(1)), failure.partial().insertedIds());
            assertThrows(
                    IllegalArgumentException.class,
                    () -> BulkWrite.run(deployment.runner(), target(Options.NONE), List.of(misuse), Bound.NOTHING));
        }
    }

    @Test
    void onlyMessagesThatMayHoldAWriteToManyAreSentOnce() {
        var single = BsonDocument.parse("{maxWireVersion: 25}");
        List<Statement> statements = new ArrayList<>();
        statements.add(update(true, Options.NONE));
        for (int i = 0; i < 100_000; i++) {
            statements.add(update(false, Options.NONE));
        }
        try (var deployment = Deployment.replicaSet("", single, replies("{n: 1, nModified: 1, ok: 1}"))) {
            BulkWrite.run(deployment.runner(), target(Options.NONE), statements, Bound.NOTHING);
            assertEquals(
                    List.of(false, true),
                    deployment.commands().stream()
                            .map(command -> command.containsKey("txnNumber"))
                            .toList());
        }
    }

    @Test
    void aClientsMessageNamesEachCollectionOnce() {
        Answer counts = replies("{nInserted: 2, cursor: {id: {$numberLong: '0'}, ns: 'admin.$cmd.bulkWrite',"
                + " firstBatch: []}, ok: 1}");
        var into = new Namespace("db", "c");
        var items = List.of(item(into, insert(1)), item(new Namespace("db", "d"), delete(true)), item(into, insert(2)));
        try (var deployment = Deployment.replicaSet("", NEWEST, counts)) {
            var result = ClientBulkWrite.run(deployment.runner(), admin(Options.NONE), items, false, Bound.NOTHING);
            assertEquals(2, result.inserted());
            BsonDocument command = deployment.commands().getFirst();
            assertEquals(BsonDocument.parse("{a: [{ns: 'db.c'}, {ns: 'db.d'}]}").get("a"), command.get("nsInfo"));
            assertEquals(
                    BsonDocument.parse(
                                    "{a: [{insert: 0, document: {_id: 1}}, {delete: 1, filter: {_id: 1}, multi: true},"
                                            + " {insert: 0, document: {_id: 2}}]}")
                            .get("a"),
                    command.get("ops"));
            assertTrue(command.getBoolean("errorsOnly").getValue());
        }
    }

    @Test
    void resultsThatCannotBeReadToTheEndAreGivenUpWithTheirCursor() {
        Answer answers = (peer, request) -> {
            BsonDocument command = Deployment.whole(request);
            switch (command.getFirstKey()) {
                case "bulkWrite" ->
                    peer.reply(
                            request,
                            BsonDocument.parse("{nInserted: 1, cursor: {id: {$numberLong: '5'},"
                                    + " ns: 'admin.$cmd.bulkWrite', firstBatch: [{ok: 1, idx: 0, n: 1}]}, ok: 1}"));
                case "getMore" ->
                    peer.reply(request, BsonDocument.parse("{ok: 0, code: 8, errmsg: 'lost', codeName: 'x'}"));
                default -> peer.ok(request);
            }
        };
        try (var deployment = Deployment.replicaSet("", NEWEST, answers)) {
            var failure = assertThrows(
                    BulkWriteFailedException.class,
                    () -> ClientBulkWrite.run(
                            deployment.runner(), admin(Options.NONE), items(insert(1)), true, Bound.NOTHING));
            assertInstanceOf(CommandFailedException.class, failure.getCause());
            assertEquals(1, failure.partial().insertedIds().size());
            assertEquals(List.of("bulkWrite", "getMore", "killCursors"), names(deployment));
        }
    }

    @Test
    void whatCannotBeMeantIsRefusedBeforeAnythingIsSent() {
        var unacknowledged = HandleSettings.DEFAULTS.with(o -> o.writeConcern(WriteConcern.unacknowledged()));
        Target silent = Target.database("admin", unacknowledged, Options.NONE);
        Target loose = Target.database("admin", unacknowledged, Options.NONE.with(Field.ORDERED, false));
        try (var deployment = Deployment.replicaSet("", NEWEST, replies("{ok: 1}"))) {
            var runner = deployment.runner();
            assertThrows(
                    IllegalArgumentException.class,
                    () -> BulkWrite.run(runner, target(Options.NONE), List.of(), Bound.NOTHING));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> ClientBulkWrite.run(runner, admin(Options.NONE), List.of(), false, Bound.NOTHING));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> ClientBulkWrite.run(runner, silent, items(insert(1)), false, Bound.NOTHING));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> ClientBulkWrite.run(runner, loose, items(insert(1)), true, Bound.NOTHING));
            assertEquals(List.of(), deployment.commands());
        }
    }

    @Test
    void anOlderServerIsNotAskedForWhatItDoesNotHave() {
        try (var deployment =
                Deployment.replicaSet("", BsonDocument.parse("{maxWireVersion: 21}"), replies("{ok: 1}"))) {
            var failure = assertThrows(
                    NotSupportedException.class,
                    () -> ClientBulkWrite.run(
                            deployment.runner(), admin(Options.NONE), items(insert(1)), false, Bound.NOTHING));
            assertTrue(failure.getMessage().contains("8.0"), failure.getMessage());
            assertEquals(List.of(), deployment.commands());
        }
    }

    @Test
    void anUnacknowledgedHintIsRefusedWhereTheServerCouldNotSayThatItKnowsNone() {
        var unacknowledged = HandleSettings.DEFAULTS.with(o -> o.writeConcern(WriteConcern.unacknowledged()));
        Statement hinted = new Statement.Removal(FIRST, false, Options.NONE.with(Field.HINT, "_id_"));
        try (var deployment =
                Deployment.replicaSet("", BsonDocument.parse("{maxWireVersion: 8}"), replies("{ok: 1}"))) {
            assertThrows(
                    NotSupportedException.class,
                    () -> BulkWrite.run(
                            deployment.runner(), target(unacknowledged, Options.NONE), List.of(hinted), Bound.NOTHING));
            var update = update(false, Options.NONE.with(Field.HINT, "_id_"));
            BulkWrite.run(deployment.runner(), target(unacknowledged, Options.NONE), List.of(update), Bound.NOTHING);
            deployment.run(new dev.weft.core.operation.Ping(target(Options.NONE)));
            assertEquals(List.of("update", "ping"), names(deployment));
        }
    }
}
