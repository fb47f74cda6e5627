package dev.weft.core.bulk;

import static dev.weft.core.execute.Deployment.replies;
import static dev.weft.core.execute.Deployment.target;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.WriteConcern;
import dev.weft.core.execute.Bound;
import dev.weft.core.execute.Deployment;
import dev.weft.core.operation.Field;
import dev.weft.core.operation.InsertOne;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.Statement;
import dev.weft.core.operation.Target;
import dev.weft.error.BulkWriteFailedException;
import dev.weft.error.CommandFailedException;
import dev.weft.error.DuplicateKeyException;
import dev.weft.error.WriteFailedException;
import dev.weft.protocol.testing.Answer;
import dev.weft.result.BulkWriteResult;
import dev.weft.settings.HandleSettings;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.Document;
import org.bson.codecs.DocumentCodec;
import org.junit.jupiter.api.Test;

/** Many documents over many messages, by the limits of the connection at hand. */
class InsertManyTest {
    private static final DocumentCodec DOCUMENTS = new DocumentCodec();
    private static final BsonDocument THREE_AT_ONCE = BsonDocument.parse("{maxWriteBatchSize: 3}");
    /** Answers an insert with the number of documents it holds. */
    private static final Answer COUNTS = (peer, request) -> peer.reply(
            request,
            new BsonDocument(
                            "n",
                            new BsonInt32(documents(Deployment.whole(request)).size()))
                    .append("ok", new BsonInt32(1)));

    @Test
    void splitsByTheNumberOfDocuments() {
        try (var deployment = Deployment.replicaSet("", THREE_AT_ONCE, COUNTS)) {
            var result = insert(deployment, Options.NONE, numbered(7));
            assertEquals(List.of(3, 3, 1), sizes(deployment));
            assertEquals(
                    List.of(0, 1, 2, 3, 4, 5, 6),
                    List.copyOf(result.insertedIds().keySet()));
            assertEquals(new BsonInt32(6), result.insertedIds().get(6));
            var commands = deployment.commands();
            assertEquals(commands.get(0).get("lsid"), commands.get(2).get("lsid"));
            assertEquals(
                    List.of(1L, 2L, 3L),
                    commands.stream()
                            .map(c -> c.getInt64("txnNumber").getValue())
                            .toList());
        }
    }

    @Test
    void splitsByTheSizeOfTheMessage() {
        var small = BsonDocument.parse("{maxMessageSizeBytes: 2000}");
        try (var deployment = Deployment.replicaSet("", small, COUNTS)) {
            insert(
                    deployment,
                    Options.NONE,
                    IntStream.range(0, 10).mapToObj(i -> padded(i, 500)).iterator());
            assertEquals(List.of(3, 3, 3, 1), sizes(deployment));
        }
    }

    @Test
    void takesNoMoreOfTheUsersDocumentsThanAMessageMayHold() {
        var taken = new AtomicInteger();
        var seen = new ArrayList<Integer>();
        Answer answer = (peer, request) -> {
            seen.add(taken.get());
            COUNTS.answer(peer, request);
        };
        var lazy = IntStream.range(0, 5)
                .peek(i -> taken.incrementAndGet())
                .mapToObj(i -> padded(i, 15_000_000))
                .iterator();
        try (var deployment = Deployment.replicaSet("", new BsonDocument(), answer)) {
            insert(deployment, Options.NONE, lazy);
            assertEquals(List.of(3, 1, 1), sizes(deployment));
        }
        assertEquals(List.of(4, 4, 5), seen);
    }

    @Test
    void aMessageThatIsSentAgainHoldsTheSameDocuments() {
        var broken = new AtomicInteger();
        Answer answer = (peer, request) -> {
            if (broken.getAndIncrement() == 1) {
                peer.close();
            } else {
                COUNTS.answer(peer, request);
            }
        };
        try (var deployment = Deployment.replicaSet("", THREE_AT_ONCE, answer)) {
            var without =
                    IntStream.range(0, 5).mapToObj(i -> new Document("i", i)).iterator();
            assertEquals(
                    5, insert(deployment, Options.NONE, without).insertedIds().size());
            assertEquals(List.of(3, 2, 2), sizes(deployment));
            assertEquals(deployment.commands().get(1), deployment.commands().get(2));
        }
    }

    @Test
    void anOrderedInsertEndsAtTheFirstFailure() {
        var answers = replies(
                "{n: 3, ok: 1}",
                "{n: 1, ok: 1, writeErrors: [{index: 1, code: 11000, errmsg: 'dup', keyValue: {_id: 4}}]}");
        try (var deployment = Deployment.replicaSet("", THREE_AT_ONCE, answers)) {
            var thrown =
                    assertThrows(BulkWriteFailedException.class, () -> insert(deployment, Options.NONE, numbered(9)));
            assertEquals(2, deployment.commands().size());
            assertEquals(Set.of(4), thrown.failures().keySet());
            assertInstanceOf(DuplicateKeyException.class, thrown.failures().get(4));
            assertEquals(4, thrown.partial().inserted());
            assertEquals(Set.of(0, 1, 2, 3), thrown.partial().insertedIds().keySet());
        }
    }

    @Test
    void anUnorderedInsertTriesEverything() {
        var answers = replies(
                "{n: 2, ok: 1, writeErrors: [{index: 0, code: 11000, errmsg: 'dup'}]}",
                "{n: 1, ok: 1, writeErrors: [{index: 0, code: 2, errmsg: 'x'}, {index: 2, code: 2, errmsg: 'y'}]}",
                "{n: 1, ok: 1}");
        try (var deployment = Deployment.replicaSet("", THREE_AT_ONCE, answers)) {
            Options unordered = Options.NONE.with(Field.ORDERED, false);
            var thrown = assertThrows(BulkWriteFailedException.class, () -> insert(deployment, unordered, numbered(7)));
            assertFalse(deployment.commands().getFirst().getBoolean("ordered").getValue());
            assertEquals(Set.of(0, 3, 5), thrown.failures().keySet());
            assertEquals(Set.of(1, 2, 4, 6), thrown.partial().insertedIds().keySet());
        }
    }

    @Test
    void aDocumentOverTheLimitFailsInItsPlaceAndIsNotSent() {
        var small = BsonDocument.parse("{maxBsonObjectSize: 1000}");
        var documents = List.of(padded(0, 10), padded(1, 10), padded(2, 2000), padded(3, 10));
        try (var deployment = Deployment.replicaSet("", small, COUNTS)) {
            var thrown = assertThrows(
                    BulkWriteFailedException.class, () -> insert(deployment, Options.NONE, documents.iterator()));
            assertEquals(Set.of(2), thrown.failures().keySet());
            assertEquals(10334, thrown.failures().get(2).code());
            assertEquals(List.of(2), sizes(deployment));
            Options unordered = Options.NONE.with(Field.ORDERED, false);
            assertThrows(BulkWriteFailedException.class, () -> insert(deployment, unordered, documents.iterator()));
            assertEquals(List.of(2, 2, 1), sizes(deployment));
        }
    }

    @Test
    void oneDocumentOverTheLimitIsRefusedWithTheFigures() {
        var small = BsonDocument.parse("{maxBsonObjectSize: 1000}");
        try (var deployment = Deployment.replicaSet("", small, COUNTS)) {
            var insert = new InsertOne<>(target(Options.NONE), padded(0, 2000), DOCUMENTS);
            var thrown = assertThrows(WriteFailedException.class, () -> deployment.run(insert));
            assertTrue(thrown.getMessage().contains("at most 1000"), thrown.getMessage());
            assertEquals(List.of(), deployment.commands());
        }
    }

    @Test
    void whatEndsTheInsertsHalfWayIsTheCause() {
        var answers = replies("{n: 3, ok: 1}", "{ok: 0, code: 13, errmsg: 'no'}");
        try (var deployment = Deployment.replicaSet("", THREE_AT_ONCE, answers)) {
            var thrown =
                    assertThrows(BulkWriteFailedException.class, () -> insert(deployment, Options.NONE, numbered(5)));
            assertInstanceOf(CommandFailedException.class, thrown.getCause());
            assertEquals(3, thrown.partial().inserted());
        }
        try (var deployment = Deployment.replicaSet("", THREE_AT_ONCE, replies("{ok: 0, code: 13, errmsg: 'no'}"))) {
            assertThrows(CommandFailedException.class, () -> insert(deployment, Options.NONE, numbered(5)));
        }
    }

    @Test
    void aWriteConcernFailureDoesNotEndTheInserts() {
        var answers = replies("{n: 3, ok: 1, writeConcernError: {code: 64, errmsg: 'waiting'}}", "{n: 2, ok: 1}");
        try (var deployment = Deployment.replicaSet("", THREE_AT_ONCE, answers)) {
            var failure =
                    assertThrows(BulkWriteFailedException.class, () -> insert(deployment, Options.NONE, numbered(5)));
            assertEquals(2, deployment.commands().size());
            assertEquals(Map.of(), failure.failures());
            assertEquals(5, failure.partial().insertedIds().size());
            assertEquals(64, failure.writeConcernFailures().getFirst().code());
        }
    }

    @Test
    void unacknowledgedInsertsAreAllSent() {
        var settings = HandleSettings.DEFAULTS.with(o -> o.writeConcern(WriteConcern.unacknowledged()));
        try (var deployment = Deployment.replicaSet("", THREE_AT_ONCE, replies("{ok: 1}"))) {
            var result = insert(deployment, target(settings, Options.NONE), numbered(5));
            assertFalse(result.acknowledged());
            assertEquals(5, result.insertedIds().size());
            deployment.run(new dev.weft.core.operation.Ping(target(Options.NONE)));
            assertEquals(3, deployment.commands().size());
        }
    }

    @Test
    void theSessionGoesBackWhateverBecameOfTheInserts() {
        String refused = "{n: 0, ok: 1, writeErrors: [{index: 0, code: 11000, errmsg: 'dup'}]}";
        try (var deployment = Deployment.replicaSet("", THREE_AT_ONCE, replies(refused, "{n: 1, ok: 1}"))) {
            assertThrows(BulkWriteFailedException.class, () -> insert(deployment, Options.NONE, numbered(1)));
            insert(deployment, Options.NONE, numbered(1));
            insert(deployment, Options.NONE, numbered(1));
            var sessions = deployment.commands().stream()
                    .map(command -> command.get("lsid"))
                    .distinct();
            assertEquals(1, sessions.count());
        }
    }

    @Test
    void nothingToInsertIsRefusedAtOnce() {
        try (var deployment = Deployment.replicaSet("", THREE_AT_ONCE, COUNTS)) {
            assertThrows(IllegalArgumentException.class, () -> insert(deployment, Options.NONE, numbered(0)));
            assertEquals(List.of(), deployment.commands());
        }
    }

    private static BulkWriteResult insert(Deployment deployment, Options options, Iterator<Document> documents) {
        return insert(deployment, target(options), documents);
    }

    private static BulkWriteResult insert(Deployment deployment, Target target, Iterator<Document> documents) {
        return BulkWrite.inserts(deployment.runner(), target, inserts(documents), Bound.NOTHING);
    }

    /** Takes the documents as late as the caller does. */
    private static Iterator<Statement.Insert<Document>> inserts(Iterator<Document> documents) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return documents.hasNext();
            }

            @Override
            public Statement.Insert<Document> next() {
                return new Statement.Insert<>(documents.next(), DOCUMENTS);
            }
        };
    }

    private static Iterator<Document> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Document("_id", i)).iterator();
    }

    private static Document padded(int id, int bytes) {
        return new Document("_id", id).append("pad", "x".repeat(bytes));
    }

    private static List<Integer> sizes(Deployment deployment) {
        return deployment.commands().stream()
                .map(command -> documents(command).size())
                .toList();
    }

    private static List<?> documents(BsonDocument command) {
        return command.containsKey("documents") ? command.getArray("documents") : List.of();
    }
}
