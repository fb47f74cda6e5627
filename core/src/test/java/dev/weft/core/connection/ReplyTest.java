package dev.weft.core.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.weft.core.time.Deadline;
import dev.weft.event.EventSink;
import dev.weft.protocol.WireFormatException;
import dev.weft.protocol.testing.Answer;
import dev.weft.protocol.testing.Peer;
import dev.weft.protocol.testing.Scripts;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Random;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;

class ReplyTest {
    private static final String RICH = "{cursor: {firstBatch: [{_id: 1}, {_id: 2}], postBatchResumeToken: {_data: 'x'},"
            + " id: {$numberLong: '12345678901'}, ns: 'db.books'}, n: 3, nModified: {$numberLong: '2'},"
            + " upserted: [{index: 0, _id: 9}], value: {a: 1}, values: [1], writeErrors: [{code: 11000}],"
            + " writeConcernError: {code: 64}, errorLabels: ['L'], ok: 1.0, code: 5,"
            + " $clusterTime: {clusterTime: {$timestamp: {t: 7, i: 2}}, signature: {keyId: 0}},"
            + " operationTime: {$timestamp: {t: 7, i: 1}}, topologyVersion: {counter: 1}, recoveryToken: {r: 1}}";

    @Test
    void findsEveryPart() {
        Reply reply = scanned(RICH);

        assertTrue(reply.ok());
        for (Part part : Part.values()) {
            assertEquals(part != Part.NEXT_BATCH, reply.has(part), part::toString);
        }
        assertEquals(12345678901L, reply.number(Part.CURSOR_ID));
        assertEquals("db.books", reply.string(Part.CURSOR_NS));
        assertEquals(3, reply.number(Part.N));
        assertEquals(2, reply.number(Part.MODIFIED));
        assertEquals(7L << 32 | 1, reply.number(Part.OPERATION_TIME));
        assertEquals(7L << 32 | 2, reply.number(Part.CLUSTER_TIMESTAMP));
        assertTrue(reply.isArray(Part.FIRST_BATCH));
        assertEquals(
                BsonDocument.parse("{_data: 'x'}"),
                reply.document(Part.RESUME_TOKEN).orElseThrow());
        assertEquals(
                BsonDocument.parse("{r: 1}"),
                reply.document(Part.RECOVERY_TOKEN).orElseThrow());
        assertEquals(
                BsonDocument.parse("{'0': {_id: 1}, '1': {_id: 2}}"),
                new RawBsonDocument(reply.array(), reply.offset(Part.FIRST_BATCH), reply.length(Part.FIRST_BATCH)));
        assertEquals(BsonDocument.parse(RICH), reply.body());
    }

    @Test
    void forgetsTheReplyBefore() {
        Reply reply = scanned(RICH);
        byte[] next = Peer.message(1, 0, BsonDocument.parse("{ok: 0}"));

        reply.scan(next, next.length);

        assertFalse(reply.ok());
        assertFalse(reply.has(Part.CURSOR));
        assertFalse(reply.has(Part.CURSOR_ID));
        assertEquals(0, reply.number(Part.N));
        assertEquals("", reply.string(Part.CURSOR_NS));
        assertTrue(reply.document(Part.CLUSTER_TIME).isEmpty());
    }

    @Test
    void takesTheFirstOfAFieldThatComesTwice() {
        byte[] twice = Peer.message(1, 0, BsonDocument.parse("{ok: 1, n: 1, m: 2}"));
        twice[twice.length - 7] = 'n';

        assertEquals(1, bare().scan(twice, twice.length).number(Part.N));
    }

    @Test
    void looksOnlyAtTheTopLevel() {
        Reply reply = scanned("{value: {ok: 0, n: 5, cursor: {id: 1}}, ok: true}");

        assertTrue(reply.ok());
        assertFalse(reply.has(Part.N));
        assertFalse(reply.has(Part.CURSOR_ID));
    }

    @Test
    void saysSoWhenAFieldHasAnotherType() {
        Reply reply = scanned("{n: 'three', cursor: 5, ok: 1}");

        assertEquals(
                "The reply's 'n' should be a number, but has the BSON type 2.",
                assertThrows(WireFormatException.class, () -> reply.number(Part.N))
                        .getMessage());
        assertFalse(reply.isDocument(Part.CURSOR));
        assertThrows(WireFormatException.class, () -> reply.string(Part.CURSOR));
    }

    @Test
    void survivesEveryChangedByte() {
        byte[] good = Peer.message(1, 0, BsonDocument.parse(RICH));
        Random random = new Random(42);
        Reply reply = bare();
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = good.clone();
            for (int change = random.nextInt(3); change >= 0; change--) {
                bytes[16 + random.nextInt(bytes.length - 16)] = (byte) random.nextInt();
            }
            refused += scans(reply, bytes) ? 0 : 1;
        }
        assertTrue(refused > 1_000, refused + " of the changed replies were refused");
        byte[] cut = Arrays.copyOf(good, good.length - 1);
        assertThrows(WireFormatException.class, () -> reply.scan(cut, cut.length));
    }

    @Test
    void exchangesWithoutAllocatingOnTheCallersSide() {
        Answer answers =
                (peer, request) -> peer.write(Peer.message(request.header().requestId(), 0, BsonDocument.parse(RICH)));
        try (Bench bench = new Bench(Scripts.afterHello(answers))) {
            Connection connection = bench.open(bench.opener(s -> {}, EventSink.NONE), false);
            byte[] command = Bench.bytes(BsonDocument.parse("{find: 'books', filter: {_id: 1}, $db: 'db'}"));
            Outgoing prepared = new Bench.Prepared("find", command);
            Deadline deadline = Bench.seconds(20);
            long perCall = 0;
            // The first rounds pay for loading, growing and compiling.
            for (int round = 0; round < 5; round++) {
                perCall = allocated(connection, prepared, deadline);
            }
            assertTrue(perCall <= 16, perCall + " bytes per exchange");
        }
    }

    @Test
    void anIdleConnectionHoldsNothingOfAReplyThatWasTaken() {
        BsonDocument large = BsonDocument.parse(RICH).append("text", new BsonString("x".repeat(900_000)));
        Answer answers =
                (peer, request) -> peer.write(Peer.message(request.header().requestId(), 0, large));
        try (Bench bench = new Bench(Scripts.afterHello(answers))) {
            Connection connection = bench.open(bench.opener(s -> {}, EventSink.NONE), false);
            byte[] command = Bench.bytes(BsonDocument.parse("{find: 'books', filter: {_id: 1}, $db: 'db'}"));
            WeakReference<byte[]> taken =
                    taken(connection.exchange(new Bench.Prepared("find", command), Bench.seconds(20)));
            for (int i = 0; i < 20 && taken.get() != null; i++) {
                System.gc();
            }
            assertTrue(taken.get() == null, "the array of the reply is still held");
            assertTrue(connection.usable());
        }
    }

    private static WeakReference<byte[]> taken(Reply reply) {
        assertTrue(reply.elements(Part.CURSOR).next());
        return new WeakReference<>(reply.detach());
    }

    private static long allocated(Connection connection, Outgoing command, Deadline deadline) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int calls = 2_000;
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < calls; i++) {
            Reply reply = connection.exchange(command, deadline);
            if (reply.number(Part.CURSOR_ID) == 0 || !reply.release()) {
                throw new AssertionError("not the reply that was sent");
            }
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / calls;
    }

    private static boolean scans(Reply reply, byte[] bytes) {
        try {
            reply.scan(bytes, bytes.length);
            for (Part part : Part.values()) {
                if (reply.has(part)) {
                    assertTrue(reply.offset(part) + reply.length(part) < bytes.length);
                }
            }
            return true;
        } catch (WireFormatException refused) {
            return false;
        }
    }

    private static Reply scanned(String json) {
        byte[] message = Peer.message(1, 0, BsonDocument.parse(json));
        return bare().scan(message, message.length);
    }

    /** A reply of no connection: scanned, never released. */
    @SuppressWarnings("NullAway")
    private static Reply bare() {
        return new Reply(null);
    }
}
