package dev.weft.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.core.cluster.Until;
import dev.weft.testbed.wire.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static final String ID = "{id: {$binary: {base64: 'AAAAAAAAAAAAAAAAAAAAAA==', subType: '04'}}}";
    private static final String LSID = "lsid: " + ID;
    private static final Duration SOON = Duration.ofSeconds(5);

    private Deployment set;
    private Member member;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        set = Deployment.replicaSet("rs", 1).start();
        member = set.member(0);
        client = new RawClient(member);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        set.close();
    }

    private static String insert(int id, int number) {
        return "{insert: 'c', documents: [{_id: " + id + "}], $db: 'a', txnNumber: {$numberLong: '" + number + "'}, "
                + LSID + "}";
    }

    private static int code(BsonDocument reply) {
        return reply.getInt32("code").getValue();
    }

    private int count() throws IOException {
        return client.call("{count: 'c', $db: 'a'}").getNumber("n").intValue();
    }

    private int known() throws IOException {
        return known(client);
    }

    private static int known(RawClient client) throws IOException {
        return client.call("{aggregate: 1, pipeline: [{$listLocalSessions: {}}], cursor: {}, $db: 'admin'}")
                .getDocument("cursor")
                .getArray("firstBatch")
                .size();
    }

    @Test
    void beginsWithItsFirstCommandAndIsRefreshedOrEnded() throws IOException {
        assertEquals(0, known());
        client.call("{ping: 1, $db: 'a', " + LSID + "}");
        assertEquals(1, known());
        BsonDocument started = client.call("{startSession: 1, $db: 'admin'}");
        assertEquals(30, started.getInt32("timeoutMinutes").getValue());
        assertEquals(2, known());
        client.call("{refreshSessions: [" + ID + "], $db: 'admin'}");
        client.call("{endSessions: [" + ID + "], $db: 'admin'}");
        assertEquals(1, known());
        client.call("{refreshSessions: [" + ID + "], $db: 'admin'}");
        assertEquals(2, known());
        client.call("{killAllSessions: [], $db: 'admin'}");
        assertEquals(2, known(), "what is killed is what runs in the sessions");
    }

    @Test
    void forgetsWithItsTimeWhatWasWrittenInIt() throws IOException {
        client.call(insert(1, 1));
        assertFalse(client.call(insert(1, 1)).containsKey("writeErrors"), "the reply is repeated");
        set.expireSessions();
        assertEquals(0, known());
        BsonDocument again = client.call(insert(1, 1));
        assertEquals(
                11000,
                code(again.getArray("writeErrors").getFirst().asDocument()),
                "it is executed again, for nobody knows of the first time");
    }

    @Test
    void isRidOfWhatRunsInItWhenItIsKilled() throws Exception {
        for (String kill : List.of("killSessions: [" + ID + "]", "killAllSessions: []")) {
            client.call("{create: 'tail', capped: true, size: 4096, $db: 'a'}");
            client.call("{insert: 'tail', documents: [{}], $db: 'a'}");
            long id = client.call("{find: 'tail', tailable: true, awaitData: true, $db: 'a', " + LSID + "}")
                    .getDocument("cursor")
                    .getInt64("id")
                    .getValue();
            long before = member.commandCount("getMore");
            client.send(
                    0,
                    "{getMore: {$numberLong: '" + id + "'}, collection: 'tail', maxTimeMS: 60000, $db: 'a', " + LSID
                            + "}");
            try (var other = new RawClient(member)) {
                Until.holds(() -> member.commandCount("getMore") > before && runs(other, "a.tail"));
                other.call("{" + kill + ", $db: 'admin'}");
            }
            assertEquals(11601, code(Request.decoded(client.reply().document())));
        }
    }

    private static boolean runs(RawClient client, String namespace) {
        try {
            // A command shows before it has entered its session.
            return known(client) > 0
                    && client.call("{currentOp: 1, $db: 'admin'}").getArray("inprog").stream()
                            .anyMatch(one ->
                                    one.asDocument().getString("ns").getValue().equals(namespace));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void letsAnAbandonedOperationRunOnUnlessItsSocketCloses() throws Exception {
        Hold hold = member.hold("insert");
        try (var patient = new RawClient(member)) {
            patient.send(0, insert(1, 1));
            assertTrue(hold.awaitArrivals(1, SOON));
            // Nobody waits for the reply any more, but the connection stays.
            hold.release();
            patient.reply();
        }
        assertEquals(1, count());
        Hold second = member.hold("insert");
        try (var gone = new RawClient(member)) {
            gone.send(0, insert(2, 2));
            assertTrue(second.awaitArrivals(1, SOON));
        }
        Until.holds(() -> member.openConnections() == 1);
        second.release();
        assertEquals(1, count());
    }

    @Test
    void makesTheNextNumberedWriteWaitForTheOneThatRuns() throws Exception {
        String slow = "{update: 'c', updates: [{q: {$where: 'sleep(3000) || true'}, u: {$set: {x: 1}}}], $db: 'a',"
                + " txnNumber: {$numberLong: '1'}, " + LSID + "}";
        client.send(0, slow);
        try (var other = new RawClient(member)) {
            Until.holds(() -> runs(other, "a.c"));
            BsonDocument next = other.call(insert(1, 2));
            assertEquals(1, next.getInt32("n").getValue(), next::toJson);
        }
        BsonDocument first = Request.decoded(client.reply().document());
        assertEquals(0, first.getInt32("n").getValue(), "the document came after it");
        assertEquals(
                List.of("session-overlap"),
                set.takeViolations().stream().map(one -> one.rule()).toList());
    }
}
