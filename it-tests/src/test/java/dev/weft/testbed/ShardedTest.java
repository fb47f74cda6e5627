package dev.weft.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.protocol.MsgFlags;
import dev.weft.testbed.wire.Request;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.TestAbortedException;

/** Routers as MongoDB's are, each for itself, before one shard. */
class ShardedTest {
    private static final String HELLO = "{hello: 1, $db: 'admin'}";
    private static final Set<String> OF_A_SET = Set.of(
            "setName",
            "setVersion",
            "hosts",
            "me",
            "primary",
            "secondary",
            "electionId",
            "lastWrite",
            "tags",
            "readOnly");

    private static BsonDocument ask(Member router, String command) throws IOException {
        try (var client = new RawClient(router)) {
            return client.call(command);
        }
    }

    private static void assertCode(int code, BsonDocument reply) {
        assertEquals(code, reply.getInt32("code").getValue(), reply::toJson);
    }

    private static void assertOk(BsonDocument reply) {
        assertEquals(1, reply.getDouble("ok").getValue(), reply::toJson);
    }

    private static String numbered(int number) {
        return "txnNumber: {$numberLong: '" + number
                + "'}, lsid: {id: {$binary: {base64: 'AAAAAAAAAAAAAAAAAAAAAA==', subType: '04'}}}";
    }

    @ParameterizedTest
    @EnumSource
    void saysThatItIsARouterInEveryVersion(ServerProfile profile) throws IOException {
        try (var cluster = Deployment.sharded(2).profile(profile).start()) {
            assertEquals(
                    "mongodb://" + cluster.member(0).host() + ","
                            + cluster.member(1).host() + "/",
                    cluster.uri());
            BsonDocument hello = ask(cluster.member(0), "{isMaster: 1, $db: 'admin'}");
            assertEquals(new BsonString("isdbgrid"), hello.get("msg"));
            assertTrue(hello.getBoolean("ismaster").getValue());
            assertEquals(profile.wireVersion(), hello.getInt32("maxWireVersion").getValue());
            assertEquals(30, hello.getInt32("logicalSessionTimeoutMinutes").getValue());
            assertTrue(hello.getDocument("$clusterTime").isTimestamp("clusterTime"), hello::toJson);
            assertTrue(hello.keySet().stream().noneMatch(OF_A_SET::contains), hello::toJson);
            assertEquals(profile.hasTopologyVersion(), hello.containsKey("topologyVersion"));
            BsonDocument other = ask(cluster.member(1), HELLO);
            assertTrue(other.getBoolean("isWritablePrimary").getValue());
            if (profile.hasTopologyVersion()) {
                assertNotEquals(
                        hello.getDocument("topologyVersion").get("processId"),
                        other.getDocument("topologyVersion").get("processId"));
            }
        }
    }

    @Test
    void hasTheCommandsOfARouterAndNoneOfASet() throws IOException {
        try (var cluster = Deployment.sharded(1).start();
                var alone = Deployment.standalone().start();
                var router = new RawClient(cluster.member(0))) {
            for (String absent : List.of("replSetStepDown: 1", "replSetGetConfig: 1", "top: 1", "replSetFreeze: 1")) {
                assertCode(59, router.call("{" + absent + ", $db: 'admin'}"));
            }
            BsonDocument status = router.call("{replSetGetStatus: 1, $db: 'admin'}");
            assertEquals(0, status.getDouble("ok").getValue());
            assertEquals("mongos", status.getString("info").getValue());
            assertEquals(
                    1,
                    router.call("{isdbgrid: 1, $db: 'a'}").getInt32("isdbgrid").getValue());
            BsonArray shards = router.call("{listShards: 1, $db: 'admin'}").getArray("shards");
            assertEquals(
                    "shard/shard.invalid:27018",
                    shards.getFirst().asDocument().getString("host").getValue());
            assertCode(59, ask(alone.member(0), "{listShards: 1, $db: 'admin'}"));
            assertCode(13, router.call("{listShards: 1, $db: 'a'}"));
            assertEquals(
                    "mongos",
                    router.call("{serverStatus: 1, $db: 'admin'}")
                            .getString("process")
                            .getValue());
            assertEquals(
                    "off",
                    router.call("{balancerStatus: 1, $db: 'admin'}")
                            .getString("mode")
                            .getValue());
            BsonDocument commands =
                    router.call("{listCommands: 1, $db: 'admin'}").getDocument("commands");
            assertTrue(commands.containsKey("listShards") && !commands.containsKey("replSetStepDown"));
        }
    }

    @Test
    void shardsCollectionsOfTheOneShard() throws IOException {
        try (var cluster = Deployment.sharded(1).start();
                var router = new RawClient(cluster.member(0))) {
            assertOk(router.call("{enableSharding: 'a', $db: 'admin'}"));
            assertCode(70, router.call("{enableSharding: 'a', primaryShard: 'other', $db: 'admin'}"));
            assertCode(73, router.call("{shardCollection: 'a', key: {x: 1}, $db: 'admin'}"));
            BsonDocument sharded = router.call("{shardCollection: 'a.c', key: {x: 1, y: 'hashed'}, $db: 'admin'}");
            assertEquals("a.c", sharded.getString("collectionsharded").getValue());
            BsonArray indexes = router.call("{listIndexes: 'c', $db: 'a'}")
                    .getDocument("cursor")
                    .getArray("firstBatch");
            assertEquals(
                    "x_1_y_hashed",
                    indexes.getLast().asDocument().getString("name").getValue());
            assertOk(router.call("{insert: 'd', documents: [{x: 1}], $db: 'a'}"));
            assertCode(72, router.call("{shardCollection: 'a.d', key: {x: 1}, $db: 'admin'}"));
            assertOk(router.call("{shardCollection: 'a.d', key: {_id: 1}, $db: 'admin'}"));
            BsonDocument databases = router.call("{listDatabases: 1, filter: {name: 'a'}, $db: 'admin'}");
            assertTrue(databases.getArray("databases").getFirst().asDocument().isDocument("shards"), databases::toJson);
        }
    }

    @Test
    void keepsACursorOnTheRouterThatOpenedIt() throws IOException {
        try (var cluster = Deployment.sharded(2).start();
                var one = new RawClient(cluster.member(0));
                var other = new RawClient(cluster.member(1))) {
            assertOk(one.call("{insert: 'c', documents: [{_id: 1}, {_id: 2}, {_id: 3}], $db: 'a'}"));
            BsonDocument found = other.call("{find: 'c', batchSize: 1, $db: 'a'}");
            assertEquals(1, found.getDocument("cursor").getArray("firstBatch").size());
            String more = "{getMore: {$numberLong: '"
                    + found.getDocument("cursor").getInt64("id").getValue() + "'}, collection: 'c', $db: 'a'}";
            assertCode(43, one.call(more));
            assertEquals(
                    2,
                    other.call(more).getDocument("cursor").getArray("nextBatch").size());
        }
    }

    @Test
    void hasFailPointsAndParametersOfItsOwn() throws IOException {
        try (var cluster = Deployment.sharded(2).start();
                var one = new RawClient(cluster.member(0));
                var other = new RawClient(cluster.member(1))) {
            assertOk(one.call("{configureFailPoint: 'failCommand', mode: 'alwaysOn',"
                    + " data: {failCommands: ['ping'], errorCode: 6}, $db: 'admin'}"));
            assertOk(one.call("{setParameter: 1, logLevel: 2, $db: 'admin'}"));
            assertCode(6, one.call("{ping: 1, $db: 'a'}"));
            assertOk(other.call("{ping: 1, $db: 'a'}"));
            assertEquals(
                    0,
                    other.call("{getParameter: 1, logLevel: 1, $db: 'admin'}")
                            .getInt32("logLevel")
                            .getValue());
            // It is about a commit, and a router commits nothing.
            assertEquals(
                    0,
                    one.call("{configureFailPoint: 'onPrimaryTransactionalWrite', mode: 'alwaysOn', $db: 'admin'}")
                            .getDouble("ok")
                            .getValue());
            assertOk(one.call(
                    "{configureFailPoint: 'failGetMoreAfterCursorCheckout', mode: 'off', data: {}, $db: 'admin'}"));
        }
    }

    @Test
    void writesANumberedWriteOnceThroughWhicheverRouterItComesAgain() throws IOException {
        try (var cluster = Deployment.sharded(2).start();
                var one = new RawClient(cluster.member(0));
                var other = new RawClient(cluster.member(1))) {
            assertOk(one.call("{insert: 'c', documents: [{_id: 1, n: 0}], $db: 'a'}"));
            String inc = "{update: 'c', updates: [{q: {_id: 1}, u: {$inc: {n: 1}}}], $db: 'a', " + numbered(1) + "}";
            assertOk(one.call(inc));
            BsonDocument again = other.call(inc);
            assertEquals(1, again.getArray("retriedStmtIds").size(), again::toJson);
            BsonDocument found = other.call("{find: 'c', $db: 'a', readConcern: {level: 'majority'}}");
            BsonDocument document = found.getDocument("cursor")
                    .getArray("firstBatch")
                    .getFirst()
                    .asDocument();
            assertEquals(1, document.getNumber("n").intValue());
            BsonDocument alone = one.call("{insert: 'c', documents: [{}], writeConcern: {w: 2}, $db: 'a'}");
            assertEquals(
                    100, alone.getDocument("writeConcernError").getInt32("code").getValue());
        }
    }

    @Test
    void labelsItsOwnEndAndNoErrorThatComesFromElsewhere() throws Exception {
        try (var cluster = Deployment.sharded(1).start();
                var client = new RawClient(cluster.member(0))) {
            String insert = "{insert: 'c', documents: [{}], $db: 'a', " + numbered(1) + "}";
            for (String error :
                    List.of("errorCode: 91", "errorCode: 189", "writeConcernError: {code: 91, errmsg: 'x'}")) {
                cluster.member(0)
                        .failPoint("{configureFailPoint: 'failCommand', mode: {times: 1}, data: {failCommands:"
                                + " ['insert'], " + error + "}}");
                BsonDocument reply = client.call(insert);
                assertFalse(reply.containsKey("errorLabels"), reply::toJson);
                assertFalse(reply.containsKey("topologyVersion"), reply::toJson);
            }
            cluster.member(0)
                    .failPoint("{configureFailPoint: 'failCommand', mode: {times: 1}, data: {failCommands: ['insert'],"
                            + " errorCode: 6, errorLabels: ['RetryableWriteError']}}");
            assertTrue(client.call(insert).containsKey("errorLabels"));
            Hold hold = cluster.member(0).hold("insert");
            client.send(0, insert);
            assertTrue(hold.awaitArrivals(1, Duration.ofSeconds(5)));
            cluster.member(0).shutDown(Duration.ZERO);
            BsonDocument ended = Request.decoded(client.reply().document());
            assertCode(11600, ended);
            assertEquals(new BsonArray(List.of(new BsonString("RetryableWriteError"))), ended.get("errorLabels"));
            assertTrue(ended.isDocument("topologyVersion"), ended::toJson);
        }
    }

    @Test
    void tellsOfItsOwnEndWhileTheOtherGoesOnAsBefore() throws IOException {
        try (var cluster = Deployment.sharded(2).start();
                var monitor = new RawClient(cluster.member(0));
                var other = new RawClient(cluster.member(1))) {
            BsonDocument known = monitor.call(HELLO).getDocument("topologyVersion");
            BsonDocument knownOfOther = other.call(HELLO).getDocument("topologyVersion");
            String json = known.toJson(
                    JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build());
            monitor.send(
                    MsgFlags.EXHAUST_ALLOWED,
                    "{hello: 1, $db: 'admin', maxAwaitTimeMS: 10000, topologyVersion: " + json + "}");
            cluster.member(0).shutDown(Duration.ofMinutes(1));
            BsonDocument told = Request.decoded(monitor.reply().document());
            assertCode(91, told);
            assertTrue(told.getDocument("topologyVersion").getInt64("counter").getValue()
                    > known.getInt64("counter").getValue());
            assertEquals(knownOfOther, other.call(HELLO).getDocument("topologyVersion"));
        }
    }

    @Test
    void stopsFreezesAndIsCutOffAlone() throws IOException {
        try (var cluster = Deployment.sharded(2).start();
                var other = new RawClient(cluster.member(1))) {
            Member router = cluster.member(0);
            var before = ask(router, HELLO).getDocument("topologyVersion").get("processId");
            router.stop();
            assertThrows(IOException.class, () -> ask(router, HELLO));
            assertOk(other.call("{insert: 'c', documents: [{_id: 1}], $db: 'a', writeConcern: {w: 'majority'}}"));
            router.start();
            assertNotEquals(
                    before, ask(router, HELLO).getDocument("topologyVersion").get("processId"));
            router.cutOff();
            assertThrows(IOException.class, () -> ask(router, HELLO));
            assertOk(other.call("{ping: 1, $db: 'a'}"));
            router.restore();
            try (var frozen = new RawClient(router)) {
                router.freeze();
                frozen.send(0, "{count: 'c', $db: 'a'}");
                assertOk(other.call("{insert: 'c', documents: [{_id: 2}], $db: 'a'}"));
                router.thaw();
                BsonDocument counted = Request.decoded(frozen.reply().document());
                assertTrue(counted.getNumber("n").intValue() >= 1, counted::toJson);
            }
        }
    }

    @Test
    void looksAtTheReadPreferenceThatItPassesOn() throws IOException {
        try (var cluster = Deployment.sharded(1).start();
                var client = new RawClient(cluster.member(0))) {
            String find = "{find: 'c', $db: 'a', $readPreference: ";
            assertOk(client.call(find + "{mode: 'secondary', maxStalenessSeconds: 120, tags: [{dc: 'ny'}, {}]}}"));
            assertOk(client.call("{find: 'c', $db: 'a'}"));
            assertCode(9, client.call(find + "{mode: 'second'}}"));
            assertCode(160, client.call(find + "{mode: 'secondary', maxStalenessSeconds: 89}}"));
            assertCode(14, client.call(find + "{mode: 'secondary', maxStalenessSeconds: 120.5}}"));
            assertEquals(List.of(), cluster.takeViolations());
            assertCode(2, client.call(find + "{mode: 'primary', maxStalenessSeconds: 120}}"));
            assertEquals(
                    "primary-preference", cluster.takeViolations().getFirst().rule());
        }
    }

    @Test
    void belongsToNoSetThatCouldStepDown() {
        try (var cluster = Deployment.sharded(3).start()) {
            assertThrows(IllegalStateException.class, () -> cluster.stepDown(Duration.ofSeconds(1)));
            assertTrue(cluster.members().stream().allMatch(Member::isPrimary));
            assertThrows(IllegalArgumentException.class, () -> Deployment.sharded(0));
        }
    }

    @Test
    void endsByTheCommandShutdownWithoutASuccessor() throws IOException {
        try (var cluster = Deployment.sharded(2).profile(ServerProfile.V4_4).start();
                var client = new RawClient(cluster.member(0))) {
            client.send(0, "{shutdown: 1, timeoutSecs: 60, $db: 'admin'}");
            assertThrows(EOFException.class, client::reply);
            assertOk(ask(cluster.member(1), HELLO));
        }
    }

    @Test
    void standsBeforeTheEngineToo() throws IOException {
        try (var cluster = Deployment.sharded(2).storage(StorageKind.ENGINE).start();
                var one = new RawClient(cluster.member(0));
                var other = new RawClient(cluster.member(1))) {
            String insert = "{insert: 'c', documents: [{_id: 1, tags: ['x']}], $db: 'routed', " + numbered(1) + "}";
            assertOk(one.call(insert));
            assertOk(other.call(insert));
            assertOk(other.call("{shardCollection: 'routed.s', key: {x: 'hashed'}, $db: 'admin'}"));
            BsonDocument counted = other.call("{count: 'c', $db: 'routed'}");
            assertEquals(1, counted.getNumber("n").intValue());
            assertEquals(BsonBoolean.TRUE, one.call(HELLO).get("isWritablePrimary"));
        } catch (ServerUnavailableException e) {
            throw new TestAbortedException("skipped: " + e.getMessage());
        }
    }
}
