package dev.weft.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.testbed.wire.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerCommandTest {
    private Deployment deployment;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        deployment = Deployment.replicaSet("rs", 3).start();
        client = new RawClient(deployment.member(0));
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        deployment.close();
    }

    private static void assertOk(BsonDocument reply) {
        assertEquals(1, reply.getDouble("ok").getValue(), reply::toJson);
    }

    private static int code(BsonDocument reply) {
        return reply.getInt32("code").getValue();
    }

    @Test
    void tellsAndTakesParameters() throws IOException {
        BsonDocument one = client.call("{getParameter: 1, enableTestCommands: 1, $db: 'admin'}");
        assertTrue(one.getBoolean("enableTestCommands").getValue());
        assertTrue(client.call("{getParameter: '*', $db: 'admin'}").size() > 8);
        assertEquals(72, code(client.call("{getParameter: 1, nonsense: 1, $db: 'admin'}")));
        assertEquals(
                0,
                client.call("{setParameter: 1, logLevel: 2, $db: 'admin'}")
                        .getInt32("was")
                        .getValue());
        assertEquals(72, code(client.call("{setParameter: 1, nonsense: 2, $db: 'admin'}")));
        assertEquals(13, code(client.call("{getParameter: '*', $db: 'a'}")));
    }

    @Test
    void insistsOnAnApiVersionIfToldTo() throws IOException {
        deployment.member(0).parameter("requireApiVersion", BsonBoolean.TRUE);
        assertEquals(498870, code(client.call("{ping: 1, $db: 'a'}")));
        assertOk(client.call("{ping: 1, apiVersion: '1', $db: 'a'}"));
        deployment.member(0).parameter("acceptApiVersion2", BsonBoolean.TRUE);
        assertOk(client.call("{testDeprecationInVersion2: 1, apiVersion: '2', $db: 'admin'}"));
        assertEquals(
                324,
                code(client.call(
                        "{testDeprecationInVersion2: 1, apiVersion: '2', apiDeprecationErrors: true, $db: 'admin'}")));
    }

    @Test
    void listsAndKillsWhatRuns() throws Exception {
        Hold hold = deployment.member(0).hold("insert");
        client.send(0, "{insert: 'c', documents: [{}], $db: 'a'}");
        assertTrue(hold.awaitArrivals(1, Duration.ofSeconds(5)));
        try (var other = new RawClient(deployment.member(0))) {
            BsonDocument operations = other.call("{currentOp: 1, $db: 'admin'}");
            int id = operations.getArray("inprog").stream()
                    .map(operation -> operation.asDocument())
                    .filter(operation -> operation.getString("ns").getValue().equals("a.c"))
                    .findFirst()
                    .orElseThrow()
                    .getInt32("opid")
                    .getValue();
            assertOk(other.call("{killOp: 1, op: " + id + ", $db: 'admin'}"));
        }
        assertEquals(11601, code(Request.decoded(client.reply().document())));
    }

    @Test
    void endsWhatTakesLongerThanItMay() throws Exception {
        deployment.member(0).delay("find", Duration.ofMillis(80));
        assertOk(client.call("{find: 'c', maxTimeMS: 5000, $db: 'a'}"));
        client.call("{configureFailPoint: 'failCommand', mode: 'alwaysOn',"
                + " data: {failCommands: ['count'], blockConnection: true, blockTimeMS: 100}, $db: 'admin'}");
        assertEquals(50, code(client.call("{find: 'c', maxTimeMS: 20, $db: 'a'}")));
        long before = System.nanoTime();
        assertEquals(50, code(client.call("{count: 'c', maxTimeMS: 20, $db: 'a'}")));
        assertTrue(System.nanoTime() - before > 90_000_000, "a fail point blocks for its own time");
    }

    @Test
    void tellsOfTheSet() throws IOException {
        BsonDocument status = client.call("{replSetGetStatus: 1, $db: 'admin'}");
        assertEquals(3, status.getArray("members").size());
        assertEquals(1, status.getInt32("myState").getValue());
        BsonDocument config = client.call("{replSetGetConfig: 1, $db: 'admin'}").getDocument("config");
        assertEquals("rs", config.getString("_id").getValue());
        assertEquals(
                "rs",
                client.call("{serverStatus: 1, $db: 'admin'}")
                        .getDocument("repl")
                        .getString("setName")
                        .getValue());
        assertTrue(client.call("{listCommands: 1, $db: 'admin'}")
                .getDocument("commands")
                .containsKey("bulkWrite"));
        assertOk(client.call("{replSetStepDown: 5, force: true, $db: 'admin'}"));
        BsonDocument hello = client.call("{hello: 1, $db: 'admin'}");
        assertFalse(hello.getBoolean("isWritablePrimary").getValue());
    }

    @Test
    void tellsWhoIsLoggedInAndWhatRuns() throws IOException {
        BsonDocument info = client.call("{connectionStatus: 1, showPrivileges: true, $db: 'admin'}")
                .getDocument("authInfo");
        assertTrue(info.getArray("authenticatedUsers").isEmpty());
        BsonDocument running =
                client.call("{aggregate: 1, pipeline: [{$currentOp: {}}], cursor: {}, comment: 'me', $db: 'admin'}");
        assertTrue(
                running.getDocument("cursor").getArray("firstBatch").stream()
                        .anyMatch(operation ->
                                operation.asDocument().getDocument("command").containsKey("comment")),
                "a command sees itself");
    }

    @Test
    void keepsAMemberFromStandingForElection() throws IOException {
        try (var second = new RawClient(deployment.member(1))) {
            assertOk(second.call("{replSetFreeze: 60, $db: 'admin'}"));
            assertOk(client.call("{replSetStepDown: 60, $db: 'admin'}"));
            assertEquals(2, ReplicaSetTest.awaitPrimary(deployment).id());
            assertOk(second.call("{replSetFreeze: 0, $db: 'admin'}"));
            deployment.member(2).stop();
            assertEquals(1, ReplicaSetTest.awaitPrimary(deployment).id());
            assertEquals(
                    "DOWN",
                    second.call("{replSetGetStatus: 1, $db: 'admin'}")
                            .getArray("members")
                            .get(2)
                            .asDocument()
                            .getString("stateStr")
                            .getValue());
        }
        try (var alone = Deployment.standalone().start();
                var raw = new RawClient(alone.member(0))) {
            assertEquals(76, code(raw.call("{replSetGetStatus: 1, $db: 'admin'}")));
            assertEquals(76, code(raw.call("{replSetGetConfig: 1, $db: 'admin'}")));
        }
    }

    @Test
    void knowsTheKindsOfCollections() throws IOException {
        assertOk(client.call("{create: 'capped', capped: true, size: 4096, max: 2, $db: 'a'}"));
        client.call("{insert: 'capped', documents: [{_id: 1}, {_id: 2}, {_id: 3}], $db: 'a'}");
        assertEquals(
                2, client.call("{count: 'capped', $db: 'a'}").getNumber("n").intValue());
        assertEquals(72, code(client.call("{create: 'nosize', capped: true, $db: 'a'}")));
        assertOk(client.call("{create: 'seen', viewOn: 'capped', pipeline: [{$match: {_id: 3}}], $db: 'a'}"));
        assertEquals(1, client.call("{count: 'seen', $db: 'a'}").getNumber("n").intValue());
        assertEquals(
                166,
                code(client.call("{insert: 'seen', documents: [{}], $db: 'a'}")
                        .getArray("writeErrors")
                        .getFirst()
                        .asDocument()));
        assertOk(client.call("{create: 'series', timeseries: {timeField: 't', metaField: 'm'}, $db: 'a'}"));
        assertOk(client.call("{create: 'byId', clusteredIndex: {key: {_id: 1}, unique: true}, $db: 'a'}"));
        var listed = client.call("{listCollections: 1, filter: {name: 'series'}, $db: 'a'}")
                .getDocument("cursor")
                .getArray("firstBatch")
                .getFirst()
                .asDocument();
        assertEquals("timeseries", listed.getString("type").getValue());
        assertTrue(client.call("{validate: 'capped', $db: 'a'}")
                .getBoolean("valid")
                .getValue());
        BsonDocument built =
                client.call("{createIndexes: 'byId', indexes: [{key: {x: 1}, name: 'x', unique: true}], $db: 'a'}");
        assertEquals(
                built.getNumber("numIndexesBefore").intValue() + 1,
                built.getNumber("numIndexesAfter").intValue());
        client.call("{insert: 'twice', documents: [{x: 1}, {x: 1}], $db: 'a'}");
        assertEquals(
                11000,
                code(client.call(
                        "{createIndexes: 'twice', indexes: [{key: {x: 1}, name: 'x', unique: true}], $db: 'a'}")));
    }

    @Test
    void closesTheConnectionOnAMessageThatClaimsTooMuch() throws IOException {
        client.sendBytes(java.nio.ByteBuffer.allocate(16)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putInt(48_000_001)
                .putInt(1)
                .putInt(0)
                .putInt(2013)
                .array());
        assertTrue(client.closedByServer());
        assertEquals(
                List.of("malformed"),
                deployment.takeViolations().stream().map(one -> one.rule()).toList());
        client = new RawClient(deployment.member(0));
    }

    @Test
    void hasNoSearchIndexes() throws IOException {
        assertEquals(31082, code(client.call("{createSearchIndexes: 'c', indexes: [{definition: {}}], $db: 'a'}")));
        assertEquals(
                31082,
                code(client.call("{aggregate: 'c', pipeline: [{$listSearchIndexes: {}}], cursor: {}, $db: 'a'}")));
    }

    @Test
    void refusesADocumentThatIsTooLarge() throws IOException {
        String large = "x".repeat(16 * 1024 * 1024);
        assertEquals(10334, code(client.call("{insert: 'c', documents: [{x: '" + large + "'}], $db: 'a'}")));
    }
}
