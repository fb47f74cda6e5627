package dev.weft.benchmarks.wire;

import static dev.weft.query.Filters.eq;

import dev.weft.core.operation.CommandWriter;
import dev.weft.protocol.MessageReader;
import dev.weft.protocol.MessageWriter;
import dev.weft.protocol.bson.Elements;
import dev.weft.protocol.buffer.WireBuffer;
import dev.weft.settings.HandleSettings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.ByteBufNIO;
import org.bson.Document;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.conversions.Bson;
import org.bson.io.BasicOutputBuffer;
import org.bson.io.ByteBufferBsonInput;
import org.bson.types.ObjectId;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does it cost to write the message of a find by {@code _id}, and to find out what the reply to a write says, beside the same
 * made of {@code BsonDocument} trees?
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CommandBenchmark {
    private static final ObjectId ID = new ObjectId("6560f0a1b2c3d4e5f6a7b8c9");
    private static final BsonDocumentCodec TREES = new BsonDocumentCodec();
    private static final int OP_MSG = 2013;
    private static final int BODY = 21;
    private static final byte[] OK = {'o', 'k'};

    /** Who writes and reads. */
    public enum By {
        /** Straight into the buffer and out of it. */
        WEFT,
        /** By trees of {@code org.bson}. */
        BSON
    }

    /** Who writes and reads. */
    @Param
    public By by = By.WEFT;

    private final WireBuffer ours = new WireBuffer(4 * 1024, 64 * 1024);
    private final BasicOutputBuffer theirs = new BasicOutputBuffer();
    private final Elements elements = new Elements();
    private byte[] reply = {};

    /** Writes a reply. */
    @Setup
    public void prepare() {
        var buffer = new WireBuffer(4 * 1024, 64 * 1024);
        int start = MessageWriter.begin(buffer, 1, 1, 0);
        MessageWriter.bodySection(buffer);
        TREES.encode(
                buffer.writer(),
                BsonDocument.parse(
                        "{\"n\": 1, \"electionId\": {\"$oid\": \"7fffffff0000000000000001\"}, \"nModified\": 1, \"ok\": 1.0}"),
                EncoderContext.builder().build());
        MessageWriter.finish(buffer, start);
        reply = Arrays.copyOf(buffer.array(), buffer.position());
    }

    /** Writes the message. */
    @Benchmark
    public int encode() {
        return by == By.WEFT ? encodeStraight() : encodeByTree();
    }

    private int encodeStraight() {
        ours.clear();
        int start = MessageWriter.begin(ours, 1, 0, 0);
        MessageWriter.bodySection(ours);
        var writer = new CommandWriter(ours, HandleSettings.DEFAULTS.codecs());
        int body = writer.open();
        writer.string("find", "docs");
        writer.document("filter", eq("_id", ID));
        writer.int32("limit", 1);
        writer.bool("singleBatch", true);
        writer.string("$db", "bench");
        writer.close(body);
        MessageWriter.finish(ours, start);
        return ours.position();
    }

    private int encodeByTree() {
        var command = new BsonDocument("find", new BsonString("docs"))
                .append(
                        "filter",
                        new Document("_id", ID).toBsonDocument(BsonDocument.class, Bson.DEFAULT_CODEC_REGISTRY))
                .append("limit", new BsonInt32(1))
                .append("singleBatch", BsonBoolean.TRUE)
                .append("$db", new BsonString("bench"));
        theirs.truncateToPosition(0);
        for (int header : List.of(0, 1, 0, OP_MSG, 0)) {
            theirs.writeInt32(header);
        }
        theirs.writeByte(0);
        try (var writer = new BsonBinaryWriter(theirs)) {
            TREES.encode(writer, command, EncoderContext.builder().build());
        }
        theirs.writeInt32(0, theirs.getPosition());
        return theirs.getPosition();
    }

    /** Reads whether a write was done. */
    @Benchmark
    public boolean decode() {
        return by == By.WEFT ? decodeInPlace() : decodeToTree();
    }

    private boolean decodeInPlace() {
        elements.over(reply, MessageReader.replyBody(reply, reply.length), reply.length);
        while (elements.next()) {
            if (elements.nameIs(OK)) {
                return elements.bool();
            }
        }
        return false;
    }

    private boolean decodeToTree() {
        var body = ByteBuffer.wrap(reply)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(BODY)
                .slice();
        try (var reader = new BsonBinaryReader(new ByteBufferBsonInput(new ByteBufNIO(body)))) {
            var tree = TREES.decode(reader, DecoderContext.builder().build());
            return tree.getNumber("ok").intValue() == 1;
        }
    }
}
