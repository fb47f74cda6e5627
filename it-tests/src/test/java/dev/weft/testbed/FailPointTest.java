package dev.weft.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailPointTest {
    private static final String INSERT = "{insert: 'c', documents: [{}], $db: 'a'}";
    private static final String NUMBERED = "{insert: 'c', documents: [{}], $db: 'a', txnNumber: {$numberLong: '%d'},"
            + " lsid: {id: {$binary: {base64: 'AAAAAAAAAAAAAAAAAAAAAA==', subType: '04'}}}}";

    private Deployment set;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        set = Deployment.replicaSet("rs", 1).start();
        client = new RawClient(set.member(0));
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        set.close();
    }

    private BsonDocument failCommand(String mode, String data) throws IOException {
        return client.call("{configureFailPoint: 'failCommand', mode: " + mode + ", data: " + data + ", $db: 'admin'}");
    }

    private static boolean ok(BsonDocument reply) {
        return reply.getDouble("ok").getValue() == 1;
    }

    private int count() throws IOException {
        return client.call("{count: 'c', $db: 'a'}").getNumber("n").intValue();
    }

    @Test
    void failsSoOftenAsIsAskedAndCountsMatchesOnly() throws IOException {
        failCommand("{times: 2}", "{failCommands: ['insert', 'find'], errorCode: 91}");
        assertTrue(ok(client.call("{ping: 1, $db: 'a'}")));
        BsonDocument failed = client.call(INSERT);
        assertEquals(91, failed.getInt32("code").getValue());
        assertEquals("ShutdownInProgress", failed.getString("codeName").getValue());
        assertFalse(failed.containsKey("errorLabels"), "the write has no number, so no client may retry it");
        assertFalse(ok(client.call("{find: 'c', $db: 'a'}")));
        assertTrue(ok(client.call(INSERT)));
        assertEquals(1, count(), "what failed was not executed");
        assertEquals(2, failCommand("'off'", "{}").getNumber("count").intValue());
    }

    @Test
    void skipsAndThenFailsUntilItIsTurnedOff() throws IOException {
        failCommand("{skip: 1}", "{failCommands: ['insert'], errorCode: 2}");
        assertTrue(ok(client.call(INSERT)));
        assertFalse(ok(client.call(INSERT)));
        assertFalse(ok(client.call(INSERT)));
        failCommand("'off'", "{}");
        assertTrue(ok(client.call(INSERT)));
    }

    @Test
    void addsTheLabelsOfAServerUnlessOthersAreGiven() throws IOException {
        failCommand("'alwaysOn'", "{failCommands: ['insert'], errorCode: 189}");
        BsonDocument labelled = client.call(NUMBERED.formatted(1));
        assertEquals(
                new BsonArray(
                        java.util.List.of(new BsonString("RetryableWriteError"), new BsonString("NoWritesPerformed"))),
                labelled.get("errorLabels"));
        assertTrue(labelled.isDocument("topologyVersion"));
        failCommand("'alwaysOn'", "{failCommands: ['insert'], errorCode: 189, errorLabels: []}");
        assertFalse(client.call(NUMBERED.formatted(2)).containsKey("errorLabels"));
        failCommand("'alwaysOn'", "{failCommands: ['insert'], errorCode: 2, errorLabels: ['A', 'B']}");
        assertEquals(2, client.call(INSERT).getArray("errorLabels").size());
    }

    @Test
    void executesBeforeItReportsAWriteConcernError() throws IOException {
        failCommand(
                "{times: 1}",
                "{failCommands: ['insert'], writeConcernError: {code: 91, errmsg: 'Replication is being shut down'}}");
        BsonDocument reply = client.call(NUMBERED.formatted(1));
        assertTrue(ok(reply));
        assertEquals(91, reply.getDocument("writeConcernError").getInt32("code").getValue());
        assertEquals(
                "RetryableWriteError",
                reply.getArray("errorLabels").getFirst().asString().getValue());
        assertEquals(1, count());
    }

    @Test
    void blocksThenClosesTheConnection() throws IOException {
        failCommand(
                "{times: 1}",
                "{failCommands: ['insert'], blockConnection: true, blockTimeMS: 50, closeConnection: true}");
        long before = System.nanoTime();
        client.send(0, INSERT);
        assertThrows(EOFException.class, client::reply);
        assertTrue(System.nanoTime() - before > 45_000_000, "closed too early");
        try (var other = new RawClient(set.member(0))) {
            assertEquals(0, other.call("{count: 'c', $db: 'a'}").getNumber("n").intValue());
        }
    }

    @Test
    void tellsClientsApartByNameEvenInTheirFirstHello() throws IOException {
        failCommand("'alwaysOn'", "{failCommands: ['hello', 'ping'], errorCode: 2, appName: 'victim'}");
        assertTrue(ok(client.call("{ping: 1, $db: 'a'}")));
        try (var victim = new RawClient(set.member(0))) {
            String hello = "{hello: 1, $db: 'admin', client: {application: {name: 'victim'}, driver: {name: 'd'}}}";
            assertFalse(ok(victim.call(hello)));
        }
        failCommand("'alwaysOn'", "{failCommands: ['insert'], errorCode: 2, namespace: 'a.d'}");
        assertTrue(ok(client.call(INSERT)));
        assertFalse(ok(client.call("{insert: 'd', documents: [{}], $db: 'a'}")));
    }

    @Test
    void reachesTheMonitorsOfTheClientThatItNames() throws IOException {
        try (var monitor = new RawClient(set.member(0));
                var other = new RawClient(set.member(0))) {
            String hello = "{hello: 1, $db: 'admin', client: {application: {name: '%s'}, driver: {name: 'd'}}}";
            BsonDocument known = monitor.call(hello.formatted("watched")).getDocument("topologyVersion");
            other.call(hello.formatted("another"));
            failCommand("{times: 2}", "{failCommands: ['hello'], errorCode: 11600, appName: 'watched'}");
            String again = "{hello: 1, $db: 'admin', maxAwaitTimeMS: 10000, topologyVersion: "
                    + known.toJson(org.bson.json.JsonWriterSettings.builder()
                            .outputMode(org.bson.json.JsonMode.EXTENDED)
                            .build())
                    + "}";
            assertTrue(ok(other.call("{hello: 1, $db: 'admin'}")));
            assertEquals(11600, monitor.call(again).getInt32("code").getValue());
            assertEquals(
                    11600,
                    monitor.call("{hello: 1, $db: 'admin'}").getInt32("code").getValue());
            assertTrue(ok(monitor.call("{hello: 1, $db: 'admin'}")));
        }
    }

    @Test
    void belongsToTheMemberOnWhichItWasSet() throws IOException {
        try (var three = Deployment.replicaSet("rs", 3).start();
                var first = new RawClient(three.member(0));
                var second = new RawClient(three.member(1))) {
            three.member(1)
                    .failPoint("{configureFailPoint: 'failCommand', mode: 'alwaysOn',"
                            + " data: {failCommands: ['ping'], errorCode: 2}}");
            assertTrue(ok(first.call("{ping: 1, $db: 'a'}")));
            assertFalse(ok(second.call("{ping: 1, $db: 'a'}")));
            second.call("{configureFailPoint: 'failCommand', mode: 'off', $db: 'admin'}");
            assertTrue(ok(second.call("{ping: 1, $db: 'a'}")));
        }
    }

    @Test
    void closesTheConnectionOfAGetMore() throws IOException {
        client.call("{insert: 'c', documents: [{}, {}], $db: 'a'}");
        long id = client.call("{find: 'c', batchSize: 1, $db: 'a'}")
                .getDocument("cursor")
                .getInt64("id")
                .getValue();
        client.call("{configureFailPoint: 'failGetMoreAfterCursorCheckout', mode: {times: 1},"
                + " data: {closeConnection: true}, $db: 'admin'}");
        client.send(0, "{getMore: {$numberLong: '" + id + "'}, collection: 'c', $db: 'a'}");
        assertThrows(EOFException.class, client::reply);
    }

    @Test
    void losesTheReplyOfANumberedWriteOrTheWriteItself() throws IOException {
        client.call("{configureFailPoint: 'onPrimaryTransactionalWrite', mode: {times: 1}, $db: 'admin'}");
        client.send(0, NUMBERED.formatted(1));
        assertThrows(EOFException.class, client::reply);
        try (var second = new RawClient(set.member(0))) {
            assertEquals(1, second.call(NUMBERED.formatted(1)).getInt32("n").getValue());
            assertEquals(1, second.call("{count: 'c', $db: 'a'}").getNumber("n").intValue());
            second.call("{configureFailPoint: 'onPrimaryTransactionalWrite', mode: {times: 1},"
                    + " data: {failBeforeCommitExceptionCode: 1, closeConnection: false}, $db: 'admin'}");
            assertEquals(1, second.call(NUMBERED.formatted(2)).getInt32("code").getValue());
            assertEquals(1, second.call("{count: 'c', $db: 'a'}").getNumber("n").intValue());
        }
    }

    @Test
    void losesTheReplyOfEachStatementOnceAndOfNoneThatWasExecutedBefore() throws IOException {
        String updates = "{update: 'c', updates: [{q: {_id: 1}, u: {$inc: {n: 1}}, upsert: true},"
                + " {q: {_id: 1}, u: {$inc: {n: 1}}}], $db: 'a', txnNumber: {$numberLong: '1'},"
                + " lsid: {id: {$binary: {base64: 'AAAAAAAAAAAAAAAAAAAAAA==', subType: '04'}}}}";
        client.call("{configureFailPoint: 'onPrimaryTransactionalWrite', mode: {times: 2}, $db: 'admin'}");
        for (int executed = 1; executed <= 2; executed++) {
            try (var other = new RawClient(set.member(0))) {
                other.send(0, updates);
                assertThrows(EOFException.class, other::reply);
                assertEquals(executed, numberOf("{find: 'c', $db: 'a'}"));
            }
        }
        assertEquals(2, client.call(updates).getInt32("n").getValue());
        assertEquals(2, numberOf("{find: 'c', $db: 'a'}"));
    }

    private int numberOf(String find) throws IOException {
        return client.call(find)
                .getDocument("cursor")
                .getArray("firstBatch")
                .getFirst()
                .asDocument()
                .getNumber("n")
                .intValue();
    }

    @Test
    void refusesAFailPointThatWouldDoNothing() throws IOException {
        assertEquals(
                40415,
                failCommand("'alwaysOn'", "{failCommands: ['a'], erorCode: 1}")
                        .getInt32("code")
                        .getValue());
        assertFalse(ok(failCommand("'sometimes'", "{failCommands: ['a']}")));
        assertEquals(
                13,
                client.call("{configureFailPoint: 'failCommand', mode: 'off', $db: 'a'}")
                        .getInt32("code")
                        .getValue());
    }
}
