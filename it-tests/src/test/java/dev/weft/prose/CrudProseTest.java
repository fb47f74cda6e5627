package dev.weft.prose;

import static dev.weft.query.Filters.eq;
import static dev.weft.query.Updates.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Verbosity;
import dev.weft.WriteConcern;
import dev.weft.client.MongoClient;
import dev.weft.client.MongoCollection;
import dev.weft.client.options.ClientBulkWrite;
import dev.weft.error.BulkWriteFailedException;
import dev.weft.error.CommandFailedException;
import dev.weft.error.ValidationFailedException;
import dev.weft.error.WriteConcernFailedException;
import dev.weft.event.CommandEvent;
import dev.weft.protocol.OpMsg;
import dev.weft.protocol.testing.Peer;
import dev.weft.protocol.testing.ScriptedServer;
import dev.weft.protocol.testing.Scripts;
import dev.weft.testbed.Deployment;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Prose tests 1 to 16 of the CRUD specification; 8 needs transactions, 10 and 13 have been removed there. */
class CrudProseTest {
    private static final int MOST_WRITES = 100_000;
    private static final int MOST_DOCUMENT_BYTES = 16 * 1024 * 1024;
    private static final int MOST_MESSAGE_BYTES = 48_000_000;
    private static final BsonDocument AB = BsonDocument.parse("{a: 'b'}");

    private Deployment set;
    private final List<CommandEvent> events = new CopyOnWriteArrayList<>();
    private MongoClient client;
    private MongoCollection<BsonDocument> collection;

    @BeforeEach
    void open() {
        open("");
    }

    private void open(String options) {
        set = Deployment.replicaSet("rs", 1).start();
        events.clear();
        client = MongoClient.connect(set.uri() + options, s -> s.listen(CommandEvent.class, events::add));
        collection = client.database("db").collection("coll", BsonDocument.class);
    }

    @AfterEach
    void close() {
        client.close();
        set.close();
    }

    private void again(String options) {
        close();
        open(options);
    }

    /** The commands of this name that were sent, in order. */
    private List<RawBsonDocument> sent(String command) {
        return started(command).map(CommandEvent.Started::body).toList();
    }

    private Stream<CommandEvent.Started> started(String command) {
        return heard(CommandEvent.Started.class)
                .filter(started -> started.call().command().equals(command));
    }

    private <E extends CommandEvent> Stream<E> heard(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast);
    }

    private static int operations(RawBsonDocument command) {
        return command.getArray("ops").size();
    }

    private static List<String> namespaces(RawBsonDocument command) {
        return command.getArray("nsInfo").stream()
                .map(info -> info.asDocument().getString("ns").getValue())
                .toList();
    }

    /** As one document that is sent again and again: an id would be made for each anyway. */
    private Consumer<ClientBulkWrite> inserts(int times, BsonDocument document) {
        return b -> {
            var into = b.on(collection);
            for (int i = 0; i < times; i++) {
                into.insertOne(document);
            }
        };
    }

    private static BsonDocument filled(int characters) {
        return new BsonDocument("a", new BsonString("b".repeat(characters)));
    }

    @Test
    void test1TheErrInfoOfAWriteConcernErrorIsInItsDetails() {
        String info = "{writeConcern: {w: 2, wtimeout: 0, provenance: 'clientSupplied'}}";
        FailPoint.failCommand(
                set.member(0),
                "{times: 1}",
                "failCommands: ['insert'], writeConcernError: {code: 100, codeName: 'UnsatisfiableWriteConcern',"
                        + " errmsg: 'Not enough data-bearing nodes', errInfo: " + info + "}");
        var failure = assertThrows(WriteConcernFailedException.class, () -> collection.insertOne(AB));
        assertEquals(BsonDocument.parse(info), failure.details().get("errInfo"));
    }

    @Test
    void test2TheErrInfoOfAWriteErrorIsInItsDetails() {
        client.database("db").createCollection("coll", o -> o.validator(BsonDocument.parse("{x: {$type: 'string'}}")));
        var failure =
                assertThrows(ValidationFailedException.class, () -> collection.insertOne(BsonDocument.parse("{x: 1}")));
        assertEquals(121, failure.code());
        BsonValue told = heard(CommandEvent.Succeeded.class)
                .filter(succeeded -> succeeded.call().command().equals("insert"))
                .map(succeeded -> succeeded
                        .reply()
                        .getArray("writeErrors")
                        .getFirst()
                        .asDocument()
                        .get("errInfo"))
                .findFirst()
                .orElseThrow();
        assertEquals(told, failure.details().get("errInfo"));
    }

    @Test
    void test3SplitsByTheNumberOfWrites() {
        var result = client.bulkWrite(inserts(MOST_WRITES + 1, AB));
        assertEquals(MOST_WRITES + 1, result.inserted());
        assertEquals(
                List.of(MOST_WRITES, 1),
                sent("bulkWrite").stream().map(CrudProseTest::operations).toList());
        assertEquals(1, operationIds("bulkWrite").size());
    }

    private Set<Long> operationIds(String command) {
        return started(command).map(started -> started.call().operationId()).collect(Collectors.toSet());
    }

    @Test
    void test4SplitsByTheSizeOfTheMessage() {
        int models = MOST_MESSAGE_BYTES / MOST_DOCUMENT_BYTES + 1;
        var result = client.bulkWrite(inserts(models, filled(MOST_DOCUMENT_BYTES - 500)));
        assertEquals(models, result.inserted());
        assertEquals(
                List.of(models - 1, 1),
                sent("bulkWrite").stream().map(CrudProseTest::operations).toList());
        assertEquals(1, operationIds("bulkWrite").size());
    }

    @Test
    void test5CollectsTheWriteConcernErrorsOfAllMessages() {
        again("&retryWrites=false");
        FailPoint.failCommand(
                set.member(0),
                "{times: 2}",
                "failCommands: ['bulkWrite'], writeConcernError: {code: 91, errmsg: 'Replication is being shut down'}");
        var failure =
                assertThrows(BulkWriteFailedException.class, () -> client.bulkWrite(inserts(MOST_WRITES + 1, AB)));
        assertEquals(2, failure.writeConcernFailures().size());
        assertEquals(MOST_WRITES + 1, failure.partial().inserted());
        assertEquals(2, sent("bulkWrite").size());
    }

    @Test
    void test6WithoutAnOrderAllWriteErrorsOfAllMessagesAreCollected() {
        var one = BsonDocument.parse("{_id: 1}");
        collection.insertOne(one);
        var failure = assertThrows(
                BulkWriteFailedException.class,
                () -> client.bulkWrite(inserts(MOST_WRITES + 1, one), o -> o.ordered(false)));
        assertEquals(MOST_WRITES + 1, failure.failures().size());
        assertEquals(2, sent("bulkWrite").size());
    }

    @Test
    void test6InOrderTheFirstWriteErrorEndsIt() {
        var one = BsonDocument.parse("{_id: 1}");
        collection.insertOne(one);
        var failure =
                assertThrows(BulkWriteFailedException.class, () -> client.bulkWrite(inserts(MOST_WRITES + 1, one)));
        assertEquals(Set.of(0), failure.failures().keySet());
        assertEquals(1, sent("bulkWrite").size());
    }

    /** Two upserts whose ids alone make more results than fit into one batch. */
    private void largeUpserts(ClientBulkWrite b) {
        for (String letter : List.of("a", "b")) {
            String id = letter.repeat(MOST_DOCUMENT_BYTES / 2);
            b.on(collection).updateOne(eq("_id", id), set("x", 1), o -> o.upsert(true));
        }
    }

    @Test
    void test7ReadsResultsThatNeedAGetMore() {
        var result = client.bulkWrite(this::largeUpserts, o -> o.verboseResults(true));
        assertEquals(2, result.upserted());
        assertEquals(2, result.updates().size());
        assertEquals(1, sent("getMore").size());
    }

    @Test
    void test8ReadsResultsThatNeedAGetMoreInATransaction() {
        Assumptions.abort("skipped: needs a transaction, which neither this version of the driver nor the testbed has");
    }

    @Test
    void test9TellsWhatItHasWhenAGetMoreFails() {
        FailPoint.failCommand(set.member(0), "{times: 1}", "failCommands: ['getMore'], errorCode: 8");
        var failure = assertThrows(
                BulkWriteFailedException.class,
                () -> client.bulkWrite(this::largeUpserts, o -> o.verboseResults(true)));
        assertEquals(
                8,
                assertInstanceOf(CommandFailedException.class, failure.getCause())
                        .code());
        assertEquals(2, failure.partial().upserted());
        assertEquals(1, failure.partial().updates().size());
        assertEquals(1, sent("getMore").size());
        assertEquals(1, sent("killCursors").size());
    }

    /** What the test was before it was removed, as far as an insert: the specification leaves the check to the driver. */
    @Test
    void test10AnUnacknowledgedDocumentThatIsTooLargeIsRefusedHere() {
        var silent = client.with(o -> o.writeConcern(WriteConcern.unacknowledged()));
        var failure = assertThrows(
                BulkWriteFailedException.class,
                () -> silent.bulkWrite(inserts(1, filled(MOST_DOCUMENT_BYTES)), o -> o.ordered(false)));
        assertEquals(Set.of(0), failure.failures().keySet());
        assertEquals(List.of(), sent("bulkWrite"));
    }

    /** As many large documents as leave room for one more small one, but not for one more namespace. */
    private Consumer<ClientBulkWrite> almostAMessage() {
        int bytes = MOST_MESSAGE_BYTES - 1122;
        int rest = bytes % MOST_DOCUMENT_BYTES;
        Consumer<ClientBulkWrite> large = inserts(bytes / MOST_DOCUMENT_BYTES, filled(MOST_DOCUMENT_BYTES - 57));
        assertTrue(rest >= 217, "these limits leave no room to fill");
        return large.andThen(inserts(1, filled(rest - 57)));
    }

    private static final int ALMOST = (MOST_MESSAGE_BYTES - 1122) / MOST_DOCUMENT_BYTES + 1;

    @Test
    void test11OneMoreWriteToTheSameCollectionFits() {
        var result = client.bulkWrite(almostAMessage().andThen(inserts(1, AB)));
        assertEquals(ALMOST + 1, result.inserted());
        assertEquals(1, sent("bulkWrite").size());
        assertEquals(ALMOST + 1, operations(sent("bulkWrite").getFirst()));
        assertEquals(List.of("db.coll"), namespaces(sent("bulkWrite").getFirst()));
    }

    /** At a scripted server, because the testbed's storage takes no name of 200 characters. */
    @Test
    void test11OneMoreNamespaceDoesNotFit() {
        try (var counting = ScriptedServer.start(Scripts.each(CrudProseTest::count))) {
            client.close();
            client = MongoClient.connect(counting.uri(), s -> s.listen(CommandEvent.class, events::add));
            collection = client.database("db").collection("coll", BsonDocument.class);
            var other = client.database("db").collection("c".repeat(200), BsonDocument.class);
            var result =
                    client.bulkWrite(almostAMessage().andThen(b -> b.on(other).insertOne(AB)));
            assertEquals(ALMOST + 1, result.inserted());
            var sent = sent("bulkWrite");
            assertEquals(2, sent.size());
            assertEquals(ALMOST, operations(sent.get(0)));
            assertEquals(List.of("db.coll"), namespaces(sent.get(0)));
            assertEquals(1, operations(sent.get(1)));
            assertEquals(List.of("db." + "c".repeat(200)), namespaces(sent.get(1)));
            client.close();
        }
    }

    private static void count(Peer peer, OpMsg request) throws IOException {
        if (Scripts.isHello(request)) {
            peer.reply(request, Scripts.hello().append("maxWireVersion", new BsonInt32(25)));
            return;
        }
        int operations = request.sequences().stream()
                .filter(sequence -> sequence.identifier().equals("ops"))
                .mapToInt(sequence -> sequence.documents().size())
                .sum();
        peer.reply(
                request,
                BsonDocument.parse(
                                "{cursor: {id: {$numberLong: '0'}, ns: 'admin.$cmd.bulkWrite', firstBatch: []}, ok: 1}")
                        .append("nInserted", new BsonInt32(operations)));
    }

    @Test
    void test12AWriteThatNoMessageCanHoldIsRefusedHere() {
        var document = assertThrows(
                BulkWriteFailedException.class, () -> client.bulkWrite(inserts(1, filled(MOST_MESSAGE_BYTES))));
        assertEquals(0, document.partial().inserted());
        var name = client.database("db").collection("c".repeat(MOST_MESSAGE_BYTES), BsonDocument.class);
        var namespace = assertThrows(
                BulkWriteFailedException.class,
                () -> client.bulkWrite(b -> b.on(name).insertOne(AB)));
        assertEquals(0, namespace.partial().inserted());
        assertEquals(List.of(), sent("bulkWrite"));
    }

    @Test
    void test13ABulkWriteIsRefusedWhereDocumentsAreEncryptedAutomatically() {
        Assumptions.abort("skipped: removed from the specification, and automatic encryption is not there yet");
    }

    @Test
    void test14ExplainTellsTheServersLimitAtTheTop() {
        client.database("explain-test")
                .collection("collection")
                .find(eq("name", "john doe"))
                .maxTime(Duration.ofSeconds(2))
                .explain(Verbosity.QUERY_PLANNER);
        BsonDocument explain = sent("explain").getFirst();
        assertEquals(new BsonInt32(2000), explain.get("maxTimeMS"));
        assertTrue(!explain.getDocument("explain").containsKey("maxTimeMS"), explain::toJson);
    }

    @Test
    void test15AllMessagesOfAnUnacknowledgedBulkWriteSayW0() {
        int models = MOST_MESSAGE_BYTES / MOST_DOCUMENT_BYTES + 1;
        client.database("db").createCollection("coll");
        var silent = client.with(o -> o.writeConcern(WriteConcern.unacknowledged()));
        var result = silent.bulkWrite(inserts(models, filled(MOST_DOCUMENT_BYTES - 500)), o -> o.ordered(false));
        assertTrue(!result.acknowledged());
        var sent = sent("bulkWrite");
        assertEquals(
                List.of(models - 1, 1),
                sent.stream().map(CrudProseTest::operations).toList());
        assertEquals(1, operationIds("bulkWrite").size());
        sent.forEach(command -> assertEquals(BsonDocument.parse("{w: 0}"), command.get("writeConcern")));
        assertEquals(models, collection.countDocuments());
    }

    @Test
    void test16AnIdThatIsMadeComesFirst() {
        var plain = client.database("db").collection("plain");
        plain.insertOne(new Document("a", 1));
        plain.bulkWrite(b -> b.insertOne(new Document("a", 1)));
        client.bulkWrite(b -> b.on(plain).insertOne(new Document("a", 1)));
        for (RawBsonDocument insert : sent("insert")) {
            BsonDocument first = insert.getArray("documents").getFirst().asDocument();
            assertEquals(List.of("_id", "a"), List.copyOf(first.keySet()));
        }
        assertEquals(2, sent("insert").size());
        BsonDocument operation =
                sent("bulkWrite").getFirst().getArray("ops").getFirst().asDocument();
        assertEquals(
                List.of("_id", "a"),
                List.copyOf(operation.getDocument("document").keySet()));
    }
}
