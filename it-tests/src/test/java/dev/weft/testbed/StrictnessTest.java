package dev.weft.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.core.cluster.Until;
import dev.weft.protocol.MessageWriter;
import dev.weft.protocol.MsgFlags;
import dev.weft.protocol.OpCompressed;
import dev.weft.protocol.buffer.WireBuffer;
import dev.weft.testbed.strict.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StrictnessTest {
    private static final String LSID = "lsid: {id: {$binary: {base64: 'AAAAAAAAAAAAAAAAAAAAAA==', subType: '04'}}}";

    private Deployment deployment;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        deployment = Deployment.replicaSet("rs", 1).start();
        client = new RawClient(deployment.member(0));
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        deployment.close();
    }

    private void assertViolates(String rule) {
        List<String> rules =
                deployment.takeViolations().stream().map(Violation::rule).toList();
        assertEquals(List.of(rule), rules);
    }

    private static int code(BsonDocument reply) {
        return reply.getInt32("code").getValue();
    }

    @Test
    void knowsTheFieldsOfEachCommand() throws IOException {
        assertEquals(40415, code(client.call("{find: 'c', fliter: {}, $db: 'a'}")));
        assertViolates("unknown-field");
        assertEquals(14, code(client.call("{find: 'c', filter: 1, $db: 'a'}")));
        assertViolates("wrong-type");
        assertEquals(
                40415,
                code(client.call("{update: 'c', updates: [{q: {}, u: {$set: {a: 1}}, mulit: true}], $db: 'a'}")));
        assertViolates("unknown-field");
        assertEquals(14, code(client.call("{getMore: 1, collection: 'c', $db: 'a'}")));
        assertViolates("wrong-type");
    }

    @Test
    void refusesWithoutBlameWhatOnlyANewerVersionKnows() throws IOException {
        try (var old = Deployment.standalone().profile(ServerProfile.V4_2).start();
                var raw = new RawClient(old.member(0))) {
            assertEquals(9, code(raw.call("{find: 'c', let: {a: 1}, $db: 'a'}")));
            assertEquals(59, code(raw.call("{bulkWrite: 1, $db: 'admin'}")));
            assertEquals(List.of(), old.violations());
        }
    }

    @Test
    void wantsADatabaseAndNoFieldTwice() throws IOException {
        assertEquals(40571, code(client.call("{ping: 1}")));
        assertViolates("no-command");
        var out = new WireBuffer(256, 256);
        int start = MessageWriter.begin(out, 1, 0, 0);
        MessageWriter.bodySection(out);
        try (var writer = new BsonBinaryWriter(out)) {
            writer.writeStartDocument();
            writer.writeInt32("ping", 1);
            writer.writeString("comment", "a");
            writer.writeString("comment", "b");
            writer.writeString("$db", "a");
            writer.writeEndDocument();
        }
        MessageWriter.finish(out, start);
        client.sendBytes(Arrays.copyOf(out.array(), out.position()));
        assertEquals(40413, client.reply().document().getInt32("code").getValue());
        assertViolates("repeated-field");
    }

    @Test
    void wantsNoSessionWhereNoReplyIsWanted() throws IOException {
        client.send(
                MsgFlags.MORE_TO_COME, "{insert: 'c', documents: [{}], writeConcern: {w: 0}, $db: 'a', " + LSID + "}");
        client.call("{ping: 1, $db: 'a'}");
        assertViolates("lsid-unacknowledged");
    }

    @Test
    void hearsOfAClientOnce() throws IOException {
        client.call("{hello: 1, $db: 'admin', client: {driver: {name: 'x', version: '1'}}}");
        client.call("{hello: 1, $db: 'admin', client: {driver: {name: 'x', version: '1'}}}");
        assertViolates("second-metadata");
    }

    @Test
    void wantsSecretsUncompressed() throws IOException {
        var out = new WireBuffer(256, 256);
        int start = MessageWriter.begin(out, 1, 0, 0);
        MessageWriter.bodySection(out);
        RawClient.document(out, BsonDocument.parse("{hello: 1, $db: 'admin'}"));
        MessageWriter.finish(out, start);
        byte[] hello = Arrays.copyOf(out.array(), out.position());
        out.clear();
        OpCompressed.wrapUncompressed(out, hello, hello.length);
        client.sendBytes(Arrays.copyOf(out.array(), out.position()));
        client.reply();
        assertViolates("compressed-secret");
    }

    @Test
    void seesTwoCommandsInOneSessionAtOnce() throws Exception {
        String tail = "{find: 'capped', tailable: true, awaitData: true, $db: 'a', " + LSID + "}";
        client.call("{create: 'capped', capped: true, size: 4096, $db: 'a'}");
        client.call("{insert: 'capped', documents: [{}], $db: 'a'}");
        long id = client.call(tail).getDocument("cursor").getInt64("id").getValue();
        client.send(
                0,
                "{getMore: {$numberLong: '" + id + "'}, collection: 'capped', maxTimeMS: 60000, $db: 'a', " + LSID
                        + "}");
        try (var other = new RawClient(deployment.member(0))) {
            // A command that has arrived may not have entered its session yet, so it is met by the first or a later
            // count.
            Until.holds(() -> isViolatedByACount(other));
            other.call("{insert: 'capped', documents: [{}], $db: 'a'}");
        }
        assertTrue(client.reply().document().containsKey("cursor"));
        assertViolates("session-overlap");
    }

    private boolean isViolatedByACount(RawClient other) {
        try {
            other.call("{count: 'capped', $db: 'a', " + LSID + "}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return !deployment.violations().isEmpty();
    }

    @Test
    void allowsTheNextCommandWhenTheClientHasHungUp() throws Exception {
        Hold hold = deployment.member(0).hold("find");
        try (var gone = new RawClient(deployment.member(0))) {
            gone.send(0, "{find: 'c', $db: 'a', " + LSID + "}");
            assertTrue(hold.awaitArrivals(1, Duration.ofSeconds(5)));
        }
        client.call("{count: 'c', $db: 'a', " + LSID + "}");
        assertEquals(List.of(), deployment.violations());
    }

    @Test
    void wantsTheSessionOfTheCursorInEveryGetMore() throws IOException {
        client.call("{insert: 'c', documents: [{}, {}, {}], $db: 'a'}");
        long id = client.call("{find: 'c', batchSize: 1, $db: 'a', " + LSID + "}")
                .getDocument("cursor")
                .getInt64("id")
                .getValue();
        assertEquals(50737, code(client.call("{getMore: {$numberLong: '" + id + "'}, collection: 'c', $db: 'a'}")));
        assertViolates("cursor-session");
    }

    @Test
    void writesDownBytesThatAreNoMessage() throws IOException {
        client.sendBytes(new byte[] {16, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 99, 0, 0, 0});
        assertTrue(client.closedByServer());
        assertViolates("malformed");
    }
}
