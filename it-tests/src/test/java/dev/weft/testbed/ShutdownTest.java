package dev.weft.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.protocol.MsgFlags;
import dev.weft.testbed.wire.Request;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import org.bson.BsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.junit.jupiter.api.Test;

class ShutdownTest {
    private static final String HELLO = "{hello: 1, $db: 'admin'}";

    private static void awaitGone(Member member) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (System.nanoTime() < end) {
            try {
                new RawClient(member).close();
            } catch (ConnectException refused) {
                return;
            } catch (SocketException reset) {
                // The member took the connection and closed its listener before the connection was accepted: going, not
                // gone.
            }
        }
        throw new AssertionError(member + " still takes connections");
    }

    private static void assertQuiesce(BsonDocument hello, BsonDocument known) {
        assertEquals(91, hello.getInt32("code").getValue(), hello::toJson);
        assertEquals("ShutdownInProgress", hello.getString("codeName").getValue());
        long remaining = hello.getInt64("remainingQuiesceTimeMillis").getValue();
        assertTrue(remaining > 0 && remaining <= 60_000, () -> remaining + " ms");
        BsonDocument version = hello.getDocument("topologyVersion");
        assertEquals(known.getObjectId("processId"), version.getObjectId("processId"));
        assertTrue(version.getInt64("counter").getValue()
                > known.getInt64("counter").getValue());
    }

    @Test
    void tellsWhoWaitsInAHelloAndServesEverythingElseForAWhile() throws IOException {
        try (var set = Deployment.replicaSet("rs", 3).start();
                var monitor = new RawClient(set.member(0));
                var client = new RawClient(set.member(0))) {
            client.call("{insert: 'c', documents: [{_id: 1}], $db: 'a'}");
            set.elect(set.member(1));
            BsonDocument known = monitor.call(HELLO).getDocument("topologyVersion");
            String json = known.toJson(
                    JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build());
            monitor.send(
                    MsgFlags.EXHAUST_ALLOWED,
                    "{hello: 1, $db: 'admin', maxAwaitTimeMS: 10000, topologyVersion: " + json + "}");
            set.member(0).shutDown(Duration.ofMinutes(1));
            assertQuiesce(Request.decoded(monitor.reply().document()), known);
            assertQuiesce(monitor.call("{isMaster: 1, $db: 'admin'}"), known);
            BsonDocument read = client.call("{find: 'c', $db: 'a', $readPreference: {mode: 'secondary'}}");
            assertEquals(1, read.getDocument("cursor").getArray("firstBatch").size());
        }
    }

    @Test
    void handsThePrimaryOverBeforeItEnds() throws IOException {
        try (var set = Deployment.replicaSet("rs", 3).start();
                var client = new RawClient(set.member(0))) {
            client.send(0, "{shutdown: 1, timeoutSecs: 0, $db: 'admin'}");
            assertThrows(EOFException.class, client::reply);
            awaitGone(set.member(0));
            assertEquals(1, ReplicaSetTest.awaitPrimary(set).id());
            set.member(0).start();
            try (var again = new RawClient(set.member(0))) {
                assertTrue(again.call(HELLO).getBoolean("secondary").getValue());
            }
        }
    }

    @Test
    void isBackOnItsPortAtOnceWheneverItIsStartedAgain() throws IOException {
        try (var set = Deployment.replicaSet("rs", 1).start()) {
            Member member = set.member(0);
            for (int i = 0; i < 200; i++) {
                member.stop();
                member.start();
                try (var client = new RawClient(member)) {
                    assertTrue(client.call(HELLO).containsKey("setName"));
                }
            }
            assertEquals(member, ReplicaSetTest.awaitPrimary(set));
        }
    }

    @Test
    void canBeStartedAgainAsSoonAsAClientSeesItsEnd() throws IOException {
        try (var set = Deployment.replicaSet("rs", 2).start()) {
            Member member = set.member(1);
            for (int i = 0; i < 50; i++) {
                try (var client = new RawClient(member)) {
                    client.call(HELLO);
                    member.shutDown(Duration.ZERO);
                    assertTrue(client.closedByServer());
                }
                member.start();
                try (var again = new RawClient(member)) {
                    assertTrue(again.call(HELLO).containsKey("secondary"));
                }
            }
            assertEquals(0, ReplicaSetTest.awaitPrimary(set).id());
        }
    }

    @Test
    void interruptsWhatStillRunsInTheEnd() throws Exception {
        try (var set = Deployment.replicaSet("rs", 1).start();
                var client = new RawClient(set.member(0))) {
            Hold hold = set.member(0).hold("find");
            client.send(0, "{find: 'c', $db: 'a', $readPreference: {mode: 'secondary'}}");
            assertTrue(hold.awaitArrivals(1, Duration.ofSeconds(5)));
            set.member(0).shutDown(Duration.ZERO);
            assertEquals(
                    11600,
                    Request.decoded(client.reply().document()).getInt32("code").getValue());
            assertTrue(client.closedByServer());
        }
    }

    @Test
    void asksForForceWhereNobodyCanFollow() throws IOException {
        try (var set = Deployment.replicaSet("rs", 1).start();
                var client = new RawClient(set.member(0))) {
            BsonDocument refused = client.call("{shutdown: 1, timeoutSecs: 0, $db: 'admin'}");
            assertEquals(262, refused.getInt32("code").getValue());
            client.send(0, "{shutdown: 1, force: true, timeoutSecs: 0, $db: 'admin'}");
            assertThrows(EOFException.class, client::reply);
            awaitGone(set.member(0));
        }
    }

    @Test
    void knowsNoQuiesceModeWhereTheVersionOrTheDeploymentHasNone() throws IOException {
        try (var old = Deployment.replicaSet("rs", 3)
                        .profile(ServerProfile.V4_4)
                        .start();
                var alone = Deployment.standalone().start()) {
            old.member(1).shutDown(Duration.ofMinutes(1));
            awaitGone(old.member(1));
            alone.member(0).shutDown(Duration.ofMinutes(1));
            awaitGone(alone.member(0));
            assertFalse(old.primary().isEmpty(), "two of three are left");
        }
    }
}
