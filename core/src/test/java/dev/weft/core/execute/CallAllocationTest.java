package dev.weft.core.execute;

import static dev.weft.core.execute.Deployment.target;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.weft.core.operation.CommandWriter;
import dev.weft.core.operation.Field;
import dev.weft.core.operation.FindOne;
import dev.weft.core.operation.InsertOne;
import dev.weft.core.operation.Operation;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.Ping;
import dev.weft.protocol.testing.Answer;
import dev.weft.protocol.testing.Peer;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonWriter;
import org.bson.Document;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.RawBsonDocumentCodec;
import org.bson.codecs.configuration.CodecRegistry;
import org.junit.jupiter.api.Test;

/**
 * Bytes that one call allocates on the caller's thread, operation and options included: the budgets are those of the whole call, with what
 * the public API adds still to come. Interpreted code allocates more than compiled code, so the calls are warmed up first.
 */
class CallAllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 5_000;
    private static final int ROUNDS = 60;
    private static final byte[] FOUND = Peer.message(
            0,
            0,
            BsonDocument.parse(
                    "{cursor: {firstBatch: [{_id: 1, name: 'Ada', city: 'London'}], id: 0, ns: 'db.coll'}, ok: 1}"));
    private static final byte[] WRITTEN = Peer.message(0, 0, BsonDocument.parse("{n: 1, ok: 1}"));
    private static final DocumentCodec DOCUMENTS = new DocumentCodec();
    private static final RawBsonDocumentCodec RAW = new RawBsonDocumentCodec();
    private static final Document INSERTED = new Document("name", "Ada").append("city", "London");
    /** What the public filters are: they write themselves. */
    private static final CommandWriter.Writable BY_ID = new CommandWriter.Writable() {
        @Override
        public void writeTo(BsonWriter writer, CodecRegistry codecs) {
            writer.writeStartDocument();
            writer.writeInt32("_id", 1);
            writer.writeEndDocument();
        }

        @Override
        public <T> BsonDocument toBsonDocument(Class<T> documentClass, CodecRegistry codecs) {
            return new BsonDocument("_id", new BsonInt32(1));
        }
    };

    @Test
    void findingOneRawDocumentAllocatesLittle() {
        measure("findOne", 800, FOUND, () -> new FindOne<>(target(Options.NONE.with(Field.FILTER, BY_ID)), RAW));
    }

    @Test
    void insertingOneDocumentAllocatesLittle() {
        measure("insertOne", 1_200, WRITTEN, () -> new InsertOne<>(target(Options.NONE), INSERTED, DOCUMENTS));
    }

    @Test
    void aPingAllocatesLittle() {
        measure("ping", 400, WRITTEN, () -> new Ping(target(Options.NONE)));
    }

    private static void measure(String name, int budget, byte[] reply, Supplier<Operation<?>> operation) {
        assumeTrue(
                ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                        && threads.isThreadAllocatedMemoryEnabled(),
                "this JVM does not measure the allocated bytes of a thread");
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Answer canned = (peer, request) -> {
            byte[] message = reply.clone();
            int id = request.header().requestId();
            for (int i = 0; i < Integer.BYTES; i++) {
                message[8 + i] = (byte) (id >>> (8 * i));
            }
            peer.write(message);
        };
        try (var deployment = Deployment.forgetful(canned)) {
            for (int i = 0; i < WARM_UP; i++) {
                deployment.run(operation.get());
            }
            // On a busy machine the compiler is late; the best round is the one that ran compiled.
            long perCall = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS && perCall > budget; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < MEASURED; i++) {
                    deployment.run(operation.get());
                }
                perCall = Math.min(perCall, (threads.getCurrentThreadAllocatedBytes() - before) / MEASURED);
            }
            System.out.printf("%s: %d bytes a call, allowed are %d%n", name, perCall, budget);
            assertTrue(perCall <= budget, name + " allocates " + perCall + " bytes a call, allowed are " + budget);
        }
    }
}
