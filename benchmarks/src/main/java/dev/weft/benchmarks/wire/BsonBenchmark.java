package dev.weft.benchmarks.wire;

import dev.weft.Namespace;
import dev.weft.benchmarks.driverbench.DataSet;
import dev.weft.benchmarks.driverbench.Task;
import dev.weft.core.operation.Batch;
import dev.weft.protocol.buffer.WireBuffer;
import dev.weft.settings.HandleSettings;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.ByteBufNIO;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.conversions.Bson;
import org.bson.io.BasicOutputBuffer;
import org.bson.io.ByteBufferBsonInput;
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
 * Question: what does it cost to encode a {@code Document}, or a {@code BsonDocument}, into a message, and to decode it out of a batch, by our buffer and reader beside
 * {@code org.bson}'s buffers as they come?
 *
 * <p>The documents are those of the driver benchmark; {@code -Dweft.benchmark.data} names the folder of its archives.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class BsonBenchmark {
    private static final DecoderContext DECODER = DecoderContext.builder().build();
    private static final EncoderContext ENCODER = EncoderContext.builder().build();

    /** Who writes and reads. */
    public enum By {
        /** Our buffer, and a batch of ours. */
        WEFT,
        /** The buffers of {@code org.bson}, new ones for each document, as its users write it. */
        BSON
    }

    /** Which document. */
    @Param({"FLAT", "DEEP", "FULL", "TWEET"})
    public String document = "TWEET";

    /** Who writes and reads. */
    @Param
    public By by = By.WEFT;

    private final WireBuffer ours = new WireBuffer(4 * 1024, 64 * 1024);
    private final BasicOutputBuffer theirs = new BasicOutputBuffer();
    private Codec<Document> codec = new DocumentCodec();
    private Document value = new Document();
    private byte[] bytes = {};
    private Batch<Document> batch = batch(codec, new Document());
    private Codec<BsonDocument> trees = new BsonDocumentCodec();
    private BsonDocument tree = new BsonDocument();
    private Batch<BsonDocument> treeBatch = batch(trees, new Document());

    /** Reads the document. */
    @Setup
    public void prepare() throws Exception {
        var archives = Path.of(System.getProperty("weft.benchmark.data", "../../shared/benchmark-data"));
        var scale = new Task.Scale(1, 1, 0, 0);
        value = DataSet.unpack(archives, Path.of("target/benchmark-data"), scale)
                .named(document);
        var codecs = by == By.WEFT ? HandleSettings.DEFAULTS.codecs() : Bson.DEFAULT_CODEC_REGISTRY;
        codec = codecs.get(Document.class);
        trees = codecs.get(BsonDocument.class);
        encodeByBson(codec, value);
        bytes = theirs.toByteArray();
        batch = batch(codec, value);
        tree = new RawBsonDocument(bytes).decode(new BsonDocumentCodec());
        treeBatch = batch(trees, value);
    }

    /** A batch of this one document, as a reply brings it: the array after its name. */
    private static <T> Batch<T> batch(Codec<T> codec, Document document) {
        var inside = new Document("b", List.of(document));
        var raw = new RawBsonDocument(inside, new DocumentCodec());
        var all = raw.getByteBuffer().array();
        int array = Integer.BYTES + 1 + 2;
        return new Batch<>(new Namespace("bench", "docs"), 0, 1, all, array, codec);
    }

    /** Writes the document. */
    @Benchmark
    public int encode() {
        return encode(codec, value);
    }

    /** Writes the same as a tree of {@code BsonValue}s. */
    @Benchmark
    public int encodeTree() {
        return encode(trees, tree);
    }

    private <T> int encode(Codec<T> with, T what) {
        if (by == By.BSON) {
            return encodeByBson(with, what);
        }
        ours.clear();
        with.encode(ours.writer(), what, ENCODER);
        return ours.position();
    }

    private <T> int encodeByBson(Codec<T> with, T what) {
        theirs.truncateToPosition(0);
        try (var writer = new BsonBinaryWriter(theirs)) {
            with.encode(writer, what, ENCODER);
        }
        return theirs.getPosition();
    }

    /** Reads it. */
    @Benchmark
    public Document decode() {
        return by == By.WEFT ? batch.documents().next() : decodeByBson(codec);
    }

    /** Reads it as a tree of {@code BsonValue}s. */
    @Benchmark
    public BsonDocument decodeTree() {
        return by == By.WEFT ? treeBatch.documents().next() : decodeByBson(trees);
    }

    private <T> T decodeByBson(Codec<T> with) {
        try (var reader = new BsonBinaryReader(new ByteBufferBsonInput(new ByteBufNIO(ByteBuffer.wrap(bytes))))) {
            return with.decode(reader, DECODER);
        }
    }
}
