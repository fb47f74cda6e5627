package dev.weft.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.core.cluster.Until;
import dev.weft.protocol.MessageHeader;
import dev.weft.protocol.MessageWriter;
import dev.weft.protocol.MsgFlags;
import dev.weft.protocol.OpCompressed;
import dev.weft.protocol.OpMsg;
import dev.weft.protocol.buffer.WireBuffer;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddedServerTest {
    private static final String HELLO = "{hello: 1, $db: 'admin'}";

    /** These tests send on purpose what no driver sends. */
    @AfterEach
    void takeViolations() {
        assertNotNull(Deployment.takeAllViolations());
    }

    private static void assertFails(int code, BsonDocument reply) {
        assertEquals(0.0, reply.getDouble("ok").getValue(), reply::toJson);
        assertEquals(code, reply.getInt32("code").getValue(), reply::toJson);
        assertFalse(reply.getString("errmsg").getValue().isEmpty());
        assertFalse(reply.getString("codeName").getValue().isEmpty());
    }

    private static String topologyVersion(RawClient client) throws IOException {
        return client.call(HELLO)
                .getDocument("topologyVersion")
                .toJson(JsonWriterSettings.builder()
                        .outputMode(JsonMode.EXTENDED)
                        .build());
    }

    @Test
    void saysHelloAsItsProfileDoes() throws IOException {
        for (ServerProfile profile : ServerProfile.values()) {
            try (var server = EmbeddedServer.builder().profile(profile).start();
                    var client = new RawClient(server)) {
                BsonDocument legacy = client.call("{isMaster: 1, helloOk: true, $db: 'admin'}");
                assertTrue(legacy.getBoolean("helloOk").getValue());
                assertTrue(legacy.getBoolean("ismaster").getValue());
                BsonDocument hello = client.call(HELLO);
                assertTrue(hello.getBoolean("isWritablePrimary").getValue());
                assertEquals(
                        profile.wireVersion(), hello.getInt32("maxWireVersion").getValue());
                assertEquals(30, hello.getInt32("logicalSessionTimeoutMinutes").getValue());
                assertEquals(profile.hasTopologyVersion(), hello.containsKey("topologyVersion"));
                assertEquals(
                        profile.version(),
                        client.call("{buildInfo: 1, $db: 'admin'}")
                                .getString("version")
                                .getValue());
            }
        }
    }

    @Test
    void streamsHelloToWhoAllowsIt() throws IOException {
        try (var server = EmbeddedServer.start();
                var client = new RawClient(server)) {
            String version = topologyVersion(client);
            String request = "{hello: 1, $db: 'admin', maxAwaitTimeMS: 20, topologyVersion: " + version + "}";
            int responseTo = client.send(MsgFlags.EXHAUST_ALLOWED, request);
            for (int i = 0; i < 3; i++) {
                OpMsg reply = client.reply();
                assertTrue(reply.has(MsgFlags.MORE_TO_COME));
                assertEquals(responseTo, reply.header().responseTo());
                responseTo = reply.header().requestId();
            }
        }
    }

    @Test
    void answersAnAwaitedHelloWhenTheTimeIsUp() throws IOException {
        try (var server = EmbeddedServer.start();
                var client = new RawClient(server)) {
            String version = topologyVersion(client);
            long before = System.nanoTime();
            client.call("{hello: 1, $db: 'admin', maxAwaitTimeMS: 50, topologyVersion: " + version + "}");
            assertTrue(System.nanoTime() - before >= 45_000_000, "answered too early");
            assertFails(31368, client.call("{hello: 1, $db: 'admin', maxAwaitTimeMS: 50}"));
        }
    }

    @Test
    void noticesAtOnceThatAClientLeavesWhileItIsWaitedFor() throws Exception {
        try (var server = EmbeddedServer.start()) {
            Hold hold = server.hold("ping");
            try (var client = new RawClient(server)) {
                client.send(0, "{ping: 1, $db: 'admin'}");
                assertTrue(hold.awaitArrivals(1, Duration.ofSeconds(5)));
                assertEquals(1, server.openConnections());
            }
            Until.holds(() -> server.openConnections() == 0);
        }
    }

    @Test
    void holdsAndDelaysCommandsByName() throws Exception {
        try (var server = EmbeddedServer.builder().platformThreads().start();
                var held = new RawClient(server);
                var other = new RawClient(server)) {
            Hold hold = server.hold("ping");
            held.send(0, "{ping: 1, $db: 'admin'}");
            assertTrue(hold.awaitArrivals(1, Duration.ofSeconds(5)));
            assertEquals(1.0, other.call(HELLO).getDouble("ok").getValue());
            hold.release();
            assertTrue(held.reply().document().containsKey("ok"));
            server.delay("buildInfo", Duration.ofMillis(40));
            long before = System.nanoTime();
            other.call("{buildInfo: 1, $db: 'admin'}");
            assertTrue(System.nanoTime() - before >= 35_000_000, "answered too early");
        }
    }

    @Test
    void checksTheStableApi() throws IOException {
        try (var server = EmbeddedServer.start();
                var client = new RawClient(server)) {
            assertEquals(
                    1.0,
                    client.call("{ping: 1, $db: 'a', apiVersion: '1', apiStrict: true}")
                            .getDouble("ok")
                            .getValue());
            assertFails(322, client.call("{ping: 1, $db: 'a', apiVersion: '2'}"));
            assertFails(14, client.call("{ping: 1, $db: 'a', apiVersion: 1}"));
            assertFails(323, client.call("{distinct: 'c', key: 'a', $db: 'a', apiVersion: '1', apiStrict: true}"));
            assertFails(4886600, client.call("{ping: 1, $db: 'a', apiStrict: true}"));
        }
        try (var server = EmbeddedServer.builder().profile(ServerProfile.V4_4).start();
                var client = new RawClient(server)) {
            assertFails(40415, client.call("{ping: 1, $db: 'a', apiVersion: '1'}"));
        }
    }

    @Test
    void acceptsSessionsAndRefusesTransactions() throws IOException {
        String lsid = "{id: {$binary: {base64: 'AAAAAAAAAAAAAAAAAAAAAA==', subType: '04'}}}";
        try (var server = EmbeddedServer.start();
                var client = new RawClient(server)) {
            assertEquals(
                    1.0,
                    client.call("{ping: 1, $db: 'a', lsid: " + lsid + "}")
                            .getDouble("ok")
                            .getValue());
            assertEquals(
                    1.0,
                    client.call("{endSessions: [" + lsid + "], $db: 'admin'}")
                            .getDouble("ok")
                            .getValue());
            assertTrue(client.call("{startSession: 1, $db: 'admin'}").containsKey("id"));
            assertFails(207, client.call("{ping: 1, $db: 'a', lsid: {id: 1}}"));
            assertFails(
                    20,
                    client.call("{insert: 'c', documents: [{}], $db: 'a', txnNumber: {$numberLong: '1'}, lsid: " + lsid
                            + "}"));
            assertTrue(server.lastCommand("ping").orElseThrow().containsKey("lsid"));
        }
    }

    @Test
    void refusesWhatAServerRefuses() throws IOException {
        try (var server = EmbeddedServer.start();
                var client = new RawClient(server)) {
            assertFails(59, client.call("{nonsense: 1, $db: 'a'}"));
            assertFails(40571, client.call("{ping: 1}"));
            assertFails(2, client.call("{ping: 1, $db: 'a', maxTimeMS: -1}"));
            assertFails(2, client.call("{insert: 'c', documents: [{}], $db: 'a', writeConcern: {w: 2}}"));
            assertFails(43, client.call("{getMore: {$numberLong: '77'}, collection: 'c', $db: 'a'}"));
            client.call("{hello: 1, $db: 'admin', client: {driver: {name: 'x', version: '1'}}}");
            assertFails(186, client.call("{hello: 1, $db: 'admin', client: {driver: {name: 'y', version: '1'}}}"));
            assertEquals(List.of(BsonDocument.parse("{driver: {name: 'x', version: '1'}}")), server.clientMetadata());
        }
    }

    @Test
    void forgetsACursorThatIsKilled() throws IOException {
        try (var server = EmbeddedServer.start();
                var client = new RawClient(server)) {
            client.call("{insert: 'c', documents: [{}, {}, {}], $db: 'a'}");
            BsonDocument found = client.call("{find: 'c', batchSize: 1, $db: 'a'}");
            long id = found.getDocument("cursor").getInt64("id").getValue();
            BsonDocument killed = client.call("{killCursors: 'c', cursors: [{$numberLong: '" + id + "'}], $db: 'a'}");
            assertEquals(
                    id, killed.getArray("cursorsKilled").getFirst().asInt64().getValue());
            assertFails(43, client.call("{getMore: {$numberLong: '" + id + "'}, collection: 'c', $db: 'a'}"));
        }
    }

    @Test
    void takesDocumentSequencesInAnyPlace() throws IOException {
        var out = new WireBuffer(1024, 1024);
        int start = MessageWriter.begin(out, 5, 0, MsgFlags.CHECKSUM_PRESENT);
        int sequence = MessageWriter.beginSequence(out, "documents");
        RawClient.document(out, BsonDocument.parse("{_id: 1}"));
        RawClient.document(out, BsonDocument.parse("{_id: 2}"));
        MessageWriter.endSequence(out, sequence);
        MessageWriter.bodySection(out);
        RawClient.document(out, BsonDocument.parse("{insert: 'c', $db: 'a'}"));
        MessageWriter.finish(out, start);
        byte[] insert = Arrays.copyOf(out.array(), out.position());
        out.clear();
        OpCompressed.wrapUncompressed(out, insert, insert.length);
        try (var server = EmbeddedServer.start();
                var client = new RawClient(server)) {
            client.sendBytes(insert);
            assertEquals(2, client.reply().document().getInt32("n").getValue());
            client.sendBytes(Arrays.copyOf(out.array(), out.position()));
            assertTrue(client.reply().document().containsKey("writeErrors"));
        }
    }

    @Test
    void answersALegacyHelloAndNoOtherLegacyCommand() throws IOException {
        try (var server = EmbeddedServer.start();
                var client = new RawClient(server)) {
            client.sendBytes(query("admin.$cmd", "{isMaster: 1, helloOk: true}"));
            byte[] reply = client.frame();
            assertEquals(1, MessageHeader.opCode(reply, 0));
            assertEquals(9, MessageHeader.responseTo(reply, 0));
            client.sendBytes(query("admin.$cmd", "{ping: 1}"));
            assertTrue(new String(client.frame(), StandardCharsets.UTF_8).contains("UnsupportedOpQueryCommand"));
        }
    }

    private static byte[] query(String namespace, String json) {
        var out = new WireBuffer(256, 256);
        out.writeInt32(0);
        out.writeInt32(9);
        out.writeInt32(0);
        out.writeInt32(2004);
        out.writeInt32(4);
        out.writeCString(namespace);
        out.writeInt32(0);
        out.writeInt32(-1);
        RawClient.document(out, BsonDocument.parse(json));
        out.patchInt32(0, out.position());
        return Arrays.copyOf(out.array(), out.position());
    }

    @Test
    void closesTheConnectionOnGarbage() throws IOException {
        try (var server = EmbeddedServer.start()) {
            try (var client = new RawClient(server)) {
                client.sendBytes("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertTrue(client.closedByServer());
            }
            try (var client = new RawClient(server)) {
                assertEquals(1.0, client.call(HELLO).getDouble("ok").getValue());
            }
            assertEquals(2, server.acceptedConnections());
        }
    }

    @Test
    void endsEveryConnectionOnClose() throws Exception {
        var server = EmbeddedServer.start();
        try (var idle = new RawClient(server);
                var held = new RawClient(server)) {
            Hold hold = server.hold("ping");
            held.send(0, "{ping: 1, $db: 'admin'}");
            // A socket that is closed before it was read to its end resets its peer.
            assertTrue(hold.awaitArrivals(1, Duration.ofSeconds(5)));
            idle.call(HELLO);
            server.close();
            assertTrue(idle.closedByServer());
            assertThrows(EOFException.class, held::reply);
            assertEquals(0, server.openConnections());
        }
    }
}
