package dev.weft.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.core.cluster.Until;
import dev.weft.protocol.MsgFlags;
import dev.weft.protocol.OpMsg;
import dev.weft.testbed.wire.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.junit.jupiter.api.Test;

class ReplicaSetTest {
    private static final String HELLO = "{hello: 1, $db: 'admin'}";

    private static BsonDocument hello(Member member) throws IOException {
        try (var client = new RawClient(member)) {
            return client.call(HELLO);
        }
    }

    private static void assertCode(int code, BsonDocument reply) {
        assertEquals(code, reply.getInt32("code").getValue(), reply::toJson);
    }

    static Member awaitPrimary(Deployment set) {
        Until.holds(() -> set.primary().isPresent());
        return set.primary().orElseThrow();
    }

    @Test
    void tellsEachMemberWhatItIs() throws IOException {
        var options = MemberOptions.PLAIN;
        try (var set = Deployment.replicaSet("rs", 5)
                .member(1, options.tag("dc", "oslo"))
                .member(2, options.priority(0))
                .member(3, options.hidden())
                .member(4, options.arbiter())
                .start()) {
            BsonDocument primary = hello(set.member(0));
            assertTrue(primary.getBoolean("isWritablePrimary").getValue());
            assertEquals("rs", primary.getString("setName").getValue());
            assertEquals(2, primary.getArray("hosts").size());
            assertEquals(1, primary.getArray("passives").size());
            assertEquals(1, primary.getArray("arbiters").size());
            assertTrue(primary.isObjectId("electionId"));
            assertTrue(primary.getDocument("lastWrite").isDateTime("lastWriteDate"));
            BsonDocument secondary = hello(set.member(1));
            assertTrue(secondary.getBoolean("secondary").getValue());
            assertFalse(secondary.containsKey("electionId"));
            assertEquals(new BsonDocument("dc", new BsonString("oslo")), secondary.getDocument("tags"));
            assertEquals(set.member(0).host(), secondary.getString("primary").getValue());
            assertTrue(hello(set.member(2)).getBoolean("passive").getValue());
            assertTrue(hello(set.member(3)).getBoolean("hidden").getValue());
            assertTrue(hello(set.member(4)).getBoolean("arbiterOnly").getValue());
            set.remove(set.member(1));
            assertTrue(hello(set.member(1)).getBoolean("isreplicaset").getValue());
            assertEquals(1, hello(set.member(0)).getArray("hosts").size());
        }
    }

    @Test
    void refusesWritesAndUnaskedReadsOnASecondary() throws IOException {
        try (var set = Deployment.replicaSet("rs", 2).start();
                var client = new RawClient(set.member(1))) {
            BsonDocument write = client.call("{insert: 'c', documents: [{}], $db: 'a'}");
            assertCode(10107, write);
            assertEquals("NotWritablePrimary", write.getString("codeName").getValue());
            assertTrue(write.isDocument("topologyVersion"));
            assertCode(13435, client.call("{find: 'c', $db: 'a'}"));
            assertEquals(
                    1,
                    client.call("{find: 'c', $db: 'a', $readPreference: {mode: 'secondaryPreferred'}}")
                            .getDouble("ok")
                            .getValue());
            set.recovering(set.member(1), true);
            assertCode(13436, client.call("{find: 'c', $db: 'a', $readPreference: {mode: 'secondary'}}"));
        }
    }

    @Test
    void electsAnotherMemberWithAGreaterTerm() throws IOException {
        try (var set = Deployment.replicaSet("rs", 3).start()) {
            var before = hello(set.member(0)).getObjectId("electionId").getValue();
            set.stepDown(Duration.ofSeconds(10));
            Member next = awaitPrimary(set);
            assertEquals(1, next.id());
            assertTrue(hello(next).getObjectId("electionId").getValue().compareTo(before) > 0);
            next.stop();
            assertEquals(2, awaitPrimary(set).id());
            next.start();
            assertTrue(hello(next).getBoolean("secondary").getValue());
            set.elect(next);
            assertEquals(next, awaitPrimary(set));
        }
    }

    @Test
    void hasNoPrimaryWithoutAMajority() throws IOException {
        try (var set = Deployment.replicaSet("rs", 3).start()) {
            set.member(1).stop();
            set.member(2).cutOff();
            assertTrue(set.primary().isEmpty());
            assertFalse(hello(set.member(0)).getBoolean("isWritablePrimary").getValue());
            set.member(2).restore();
            assertEquals(0, awaitPrimary(set).id());
        }
    }

    @Test
    void tellsAStepDownToWhoStreamsHelloWithinATenthOfASecond() throws IOException {
        // The best of several, for another process may have had the processor.
        long best = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5; attempt++) {
            best = Math.min(best, millisUntilAStepDownIsTold());
        }
        assertTrue(best < 100, "the best of five took " + best + " ms");
    }

    private static long millisUntilAStepDownIsTold() throws IOException {
        // No election comes by itself, or a slow stream might tell of it together with the step-down.
        try (var set = Deployment.replicaSet("rs", 3)
                        .electionTime(Duration.ofMinutes(1))
                        .start();
                var client = new RawClient(set.member(0))) {
            var known = client.call(HELLO).getDocument("topologyVersion");
            String request = "{hello: 1, $db: 'admin', maxAwaitTimeMS: 10000, topologyVersion: "
                    + known.toJson(JsonWriterSettings.builder()
                            .outputMode(JsonMode.EXTENDED)
                            .build()) + "}";
            client.send(MsgFlags.EXHAUST_ALLOWED, request);
            long before = System.nanoTime();
            set.stepDown(Duration.ofSeconds(10));
            OpMsg reply = client.reply();
            long millis = (System.nanoTime() - before) / 1_000_000;
            BsonDocument told = Request.decoded(reply.document());
            assertTrue(reply.has(MsgFlags.MORE_TO_COME));
            assertEquals(BsonBoolean.FALSE, told.get("isWritablePrimary"));
            assertTrue(told.getDocument("topologyVersion").getInt64("counter").getValue()
                    > known.getInt64("counter").getValue());
            // The election is told as the next reply of the same stream.
            set.elect(set.member(1));
            BsonDocument elected = Request.decoded(client.reply().document());
            assertEquals(set.member(1).host(), elected.getString("primary").getValue());
            return millis;
        }
    }

    @Test
    void interruptsAWriteThatIsInProgressAtTheStepDown() throws Exception {
        try (var set = Deployment.replicaSet("rs", 3).start();
                var client = new RawClient(set.member(0))) {
            Hold hold = set.member(0).hold("insert");
            client.send(0, "{insert: 'c', documents: [{}], $db: 'a'}");
            assertTrue(hold.awaitArrivals(1, Duration.ofSeconds(5)));
            set.stepDown(Duration.ofSeconds(10));
            assertCode(11602, Request.decoded(client.reply().document()));
        }
    }

    @Test
    void gossipsTimeAndLetsCausalReadsWait() throws IOException {
        try (var set = Deployment.replicaSet("rs", 2).start();
                var primary = new RawClient(set.member(0));
                var secondary = new RawClient(set.member(1))) {
            BsonDocument ping = primary.call("{ping: 1, $db: 'a'}");
            assertTrue(ping.getDocument("$clusterTime").isTimestamp("clusterTime"));
            set.lag(set.member(1), Duration.ofMillis(150));
            long before = System.nanoTime();
            BsonDocument written = primary.call("{insert: 'c', documents: [{}], $db: 'a'}");
            assertTrue(written.getTimestamp("operationTime").compareTo(ping.getTimestamp("operationTime")) > 0);
            BsonDocument read = secondary.call("{find: 'c', $db: 'a', $readPreference: {mode: 'secondary'},"
                    + " readConcern: {afterClusterTime: {$timestamp: {t: "
                    + written.getTimestamp("operationTime").getTime() + ", i: "
                    + written.getTimestamp("operationTime").getInc() + "}}}}");
            assertEquals(1, read.getDouble("ok").getValue(), read::toJson);
            assertTrue(System.nanoTime() - before >= 150_000_000, "did not wait for the write");
            set.lag(set.member(1), Duration.ofMinutes(1));
            primary.call("{insert: 'c', documents: [{}], $db: 'a'}");
            BsonDocument late =
                    primary.call("{insert: 'c', documents: [{}], $db: 'a', writeConcern: {w: 2, wtimeout: 30}}");
            assertEquals(1, late.getInt32("n").getValue());
            assertEquals(
                    64, late.getDocument("writeConcernError").getInt32("code").getValue());
            BsonDocument never = primary.call("{insert: 'c', documents: [{}], $db: 'a', writeConcern: {w: 3}}");
            assertEquals(
                    100, never.getDocument("writeConcernError").getInt32("code").getValue());
            BsonDocument mode = primary.call("{insert: 'c', documents: [{}], $db: 'a', writeConcern: {w: 'far'}}");
            assertEquals(
                    79, mode.getDocument("writeConcernError").getInt32("code").getValue());
        }
    }

    @Test
    void startsThreeMembersInNoTime() {
        Deployment.replicaSet("warm", 3).start().close();
        long best = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5; attempt++) {
            long before = System.nanoTime();
            try (var set = Deployment.replicaSet("rs", 3).start()) {
                best = Math.min(best, (System.nanoTime() - before) / 1_000_000);
                assertTrue(set.primary().isPresent());
            }
        }
        assertTrue(best < 200, "the best of five took " + best + " ms");
    }

    @Test
    void keepsTheBooksOfNumberedWrites() throws IOException {
        try (var set = Deployment.replicaSet("rs", 1).start();
                var client = new RawClient(set.member(0))) {
            String insert = "{insert: 'c', documents: [{_id: 1}, {_id: 2}], $db: 'a', " + numbered(1) + "}";
            assertEquals(2, client.call(insert).getInt32("n").getValue());
            BsonDocument again = client.call(insert);
            assertEquals(2, again.getInt32("n").getValue(), again::toJson);
            assertEquals(2, again.getArray("retriedStmtIds").size());
            String inc = "{update: 'c', updates: [{q: {_id: 1}, u: {$inc: {x: 1}}}], $db: 'a', " + numbered(2) + "}";
            client.call(inc);
            assertEquals(1, client.call(inc).getInt32("nModified").getValue());
            String take = "{findAndModify: 'c', query: {_id: 1}, update: {$inc: {x: 1}}, new: true, $db: 'a', "
                    + numbered(3) + "}";
            assertEquals(
                    2, client.call(take).getDocument("value").getNumber("x").intValue());
            assertEquals(
                    2, client.call(take).getDocument("value").getNumber("x").intValue());
            assertCode(225, client.call(inc));
            assertCode(72, client.call("{delete: 'c', deletes: [{q: {}, limit: 0}], $db: 'a', " + numbered(4) + "}"));
            assertCode(50768, client.call("{create: 'd', $db: 'a', " + numbered(5) + "}"));
            assertEquals(List.of(), set.violations());
        }
    }

    private static String numbered(int number) {
        return "txnNumber: {$numberLong: '" + number
                + "'}, lsid: {id: {$binary: {base64: 'AAAAAAAAAAAAAAAAAAAAAA==', subType: '04'}}}";
    }
}
