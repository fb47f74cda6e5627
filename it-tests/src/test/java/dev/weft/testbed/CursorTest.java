package dev.weft.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.protocol.MsgFlags;
import dev.weft.protocol.OpMsg;
import dev.weft.testbed.wire.Request;
import java.io.IOException;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CursorTest {
    private Deployment deployment;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        deployment = Deployment.standalone().start();
        client = new RawClient(deployment.member(0));
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        deployment.close();
    }

    private void insert(String collection, int from, int to) throws IOException {
        var documents = new StringBuilder();
        for (int i = from; i < to; i++) {
            documents.append("{_id: ").append(i).append("},");
        }
        client.call("{insert: '" + collection + "', documents: [" + documents + "], $db: 'a'}");
    }

    private static BsonDocument cursor(BsonDocument reply) {
        assertTrue(reply.containsKey("cursor"), reply::toJson);
        return reply.getDocument("cursor");
    }

    private static long id(BsonDocument reply) {
        return cursor(reply).getInt64("id").getValue();
    }

    private String getMore(long id, String more) {
        return "{getMore: {$numberLong: '" + id + "'}, collection: 'c', $db: 'a'" + more + "}";
    }

    @Test
    void givesTheResultInBatchesOfTheSizeAskedFor() throws IOException {
        insert("c", 0, 250);
        BsonDocument first = client.call("{find: 'c', $db: 'a'}");
        assertEquals(101, cursor(first).getArray("firstBatch").size());
        BsonDocument second = client.call(getMore(id(first), ", batchSize: 50"));
        assertEquals(50, cursor(second).getArray("nextBatch").size());
        BsonDocument last = client.call(getMore(id(first), ""));
        assertEquals(99, cursor(last).getArray("nextBatch").size());
        assertEquals(0, id(last));
        assertEquals(43, client.call(getMore(id(first), "")).getInt32("code").getValue());
        assertEquals(0, id(client.call("{find: 'c', limit: 5, batchSize: 6, $db: 'a'}")));
        assertEquals(0, id(client.call("{find: 'c', limit: 5, singleBatch: true, $db: 'a'}")));
        BsonDocument empty = client.call("{aggregate: 'c', pipeline: [], cursor: {batchSize: 0}, $db: 'a'}");
        assertTrue(cursor(empty).getArray("firstBatch").isEmpty());
        assertTrue(id(empty) != 0);
    }

    @Test
    void doesNotKnowYetThatAFullBatchIsTheLast() throws IOException {
        insert("c", 0, 4);
        BsonDocument full = client.call("{find: 'c', batchSize: 4, $db: 'a'}");
        assertTrue(id(full) != 0);
        BsonDocument rest = client.call(getMore(id(full), ""));
        assertTrue(cursor(rest).getArray("nextBatch").isEmpty());
        assertEquals(0, id(rest));
    }

    @Test
    void belongsToItsNamespace() throws IOException {
        insert("c", 0, 4);
        long id = id(client.call("{find: 'c', batchSize: 2, $db: 'a'}"));
        BsonDocument wrong = client.call("{getMore: {$numberLong: '" + id + "'}, collection: 'd', $db: 'a'}");
        assertEquals(13, wrong.getInt32("code").getValue());
    }

    @Test
    void streamsTheRestToWhoAllowsIt() throws IOException {
        insert("c", 0, 10);
        long id = id(client.call("{find: 'c', batchSize: 2, $db: 'a'}"));
        client.send(MsgFlags.EXHAUST_ALLOWED, getMore(id, ", batchSize: 3"));
        int documents = 0;
        boolean more = true;
        while (more) {
            OpMsg reply = client.reply();
            more = reply.has(MsgFlags.MORE_TO_COME);
            BsonDocument batch = cursor(Request.decoded(reply.document()));
            assertEquals(more, batch.getInt64("id").getValue() != 0);
            documents += batch.getArray("nextBatch").size();
        }
        assertEquals(8, documents);
    }

    @Test
    void waitsForDataAtTheEndOfACappedCollection() throws IOException {
        client.call("{create: 'c', capped: true, size: 4096, $db: 'a'}");
        insert("c", 0, 2);
        long id = id(client.call("{find: 'c', tailable: true, awaitData: true, $db: 'a'}"));
        long before = System.nanoTime();
        BsonDocument nothing = client.call(getMore(id, ", maxTimeMS: 60"));
        assertTrue(System.nanoTime() - before > 55_000_000, "answered too early");
        assertTrue(cursor(nothing).getArray("nextBatch").isEmpty());
        assertEquals(id, id(nothing));
        client.send(0, getMore(id, ", maxTimeMS: 5000"));
        try (var writer = new RawClient(deployment.member(0))) {
            writer.call("{insert: 'c', documents: [{_id: 2}], $db: 'a'}");
        }
        BsonDocument found = Request.decoded(client.reply().document());
        assertEquals(
                new BsonInt32(2),
                cursor(found).getArray("nextBatch").getFirst().asDocument().get("_id"));
        BsonDocument plain = client.call("{create: 'plain', $db: 'a'}");
        assertEquals(1, plain.getDouble("ok").getValue());
        assertEquals(
                2,
                client.call("{find: 'plain', tailable: true, $db: 'a'}")
                        .getInt32("code")
                        .getValue());
    }

    @Test
    void isForgottenWithItsSessionAndAfterALongSilence() throws IOException {
        String lsid = "{id: {$binary: {base64: 'AAAAAAAAAAAAAAAAAAAAAA==', subType: '04'}}}";
        insert("c", 0, 4);
        long id = id(client.call("{find: 'c', batchSize: 2, $db: 'a', lsid: " + lsid + "}"));
        client.call("{killSessions: [" + lsid + "], $db: 'admin'}");
        assertEquals(
                43, client.call(getMore(id, ", lsid: " + lsid)).getInt32("code").getValue());
        id = id(client.call("{find: 'c', batchSize: 2, $db: 'a'}"));
        client.call("{setParameter: 1, cursorTimeoutMillis: 0, $db: 'admin'}");
        assertEquals(43, client.call(getMore(id, "")).getInt32("code").getValue());
    }

    @Test
    void isLostWithTheGetMoreThatFails() throws IOException {
        insert("c", 0, 4);
        long id = id(client.call("{find: 'c', batchSize: 2, $db: 'a'}"));
        client.call("{configureFailPoint: 'failGetMoreAfterCursorCheckout', mode: {times: 1}, data: {errorCode: 91},"
                + " $db: 'admin'}");
        assertEquals(91, client.call(getMore(id, "")).getInt32("code").getValue());
        assertEquals(43, client.call(getMore(id, "")).getInt32("code").getValue());
    }

    @Test
    void answersABulkWriteWithACursorOverItsResults() throws IOException {
        BsonDocument reply =
                client.call("{bulkWrite: 1, ops: [{insert: 0, document: {_id: 1}}, {insert: 1, document: {_id: 1}},"
                        + " {update: 0, filter: {_id: 1}, updateMods: {$set: {x: 1}}},"
                        + " {update: 0, filter: {_id: 9}, updateMods: {$set: {x: 1}}, upsert: true},"
                        + " {delete: 1, filter: {}, multi: true}, {insert: 0, document: {_id: 1}},"
                        + " {insert: 0, document: {_id: 10}}], nsInfo: [{ns: 'a.c'}, {ns: 'a.d'}],"
                        + " cursor: {batchSize: 2}, $db: 'admin'}");
        assertEquals(2, reply.getInt32("nInserted").getValue(), reply::toJson);
        assertEquals(1, reply.getInt32("nMatched").getValue());
        assertEquals(1, reply.getInt32("nModified").getValue());
        assertEquals(1, reply.getInt32("nUpserted").getValue());
        assertEquals(1, reply.getInt32("nDeleted").getValue());
        assertEquals(1, reply.getInt32("nErrors").getValue());
        long id = id(reply);
        BsonDocument rest =
                client.call("{getMore: {$numberLong: '" + id + "'}, collection: '$cmd.bulkWrite', $db: 'admin'}");
        var results = cursor(rest).getArray("nextBatch");
        assertEquals(4, results.size());
        assertEquals(11000, results.getLast().asDocument().getInt32("code").getValue());
        assertEquals(5, results.getLast().asDocument().getInt32("idx").getValue());
        assertFalse(
                client.call("{count: 'c', $db: 'a'}").getNumber("n").intValue() == 3,
                "an ordered batch ends at its error");
    }
}
