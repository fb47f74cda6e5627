package dev.weft.benchmarks.mapping;

import dev.weft.protocol.bson.WireReader;
import dev.weft.protocol.buffer.WireBuffer;
import dev.weft.settings.HandleSettings;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.ByteBufNIO;
import org.bson.Document;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.record.RecordCodecProvider;
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
 * Question: what does it cost to read and to write one document as a record, by our codec on our reader and writer, by that of {@code org.bson}
 * on its own, and (ours) as a {@code Document}?
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RecordBenchmark {
    private static final DecoderContext DECODER = DecoderContext.builder().build();
    private static final EncoderContext ENCODER = EncoderContext.builder().build();

    /** Who reads and writes. */
    public enum By {
        /** Our codec of records. */
        WEFT,
        /** The codec of {@code org.mongodb:bson-record-codec}. */
        BSON_RECORD_CODEC,
        /** No record at all. */
        DOCUMENT
    }

    /** Which document. */
    public enum Shape {
        /** Ten primitives. */
        NUMBERS,
        /** What an application stores: an id, words, numbers, a date, two records and lists inside. */
        BOOK
    }

    /** Ten primitives. */
    public record Numbers(int a, int b, int c, long d, long e, double f, double g, double h, boolean i, boolean j) {}

    /** A part of a book. */
    public record Author(String name, int born) {}

    /** What an application stores. */
    public record Book(
            @BsonId ObjectId id,
            String title,
            int year,
            double price,
            boolean lent,
            long views,
            Instant added,
            Author author,
            List<Author> translators,
            List<String> tags) {}

    /** Who reads and writes. */
    @Param
    public By by = By.WEFT;

    /** Which document. */
    @Param
    public Shape shape = Shape.BOOK;

    private Codec<Object> codec = codecOf(Document.class, Bson.DEFAULT_CODEC_REGISTRY);
    private Object value = new Document();
    private byte[] bytes = {};
    private final BasicOutputBuffer theirs = new BasicOutputBuffer();
    private final WireBuffer ours = new WireBuffer(4 * 1024, 64 * 1024);
    private final WireReader reader = new WireReader();

    /** Makes the codec and what it reads and writes. */
    @Setup
    public void prepare() {
        Class<?> type = by == By.DOCUMENT ? Document.class : shape == Shape.BOOK ? Book.class : Numbers.class;
        codec = codecOf(type, registry());
        Object record = record();
        encodeByBson(codecOf(record.getClass(), HandleSettings.DEFAULTS.codecs()), record);
        bytes = theirs.toByteArray();
        value = decode();
    }

    private CodecRegistry registry() {
        return by == By.BSON_RECORD_CODEC
                ? CodecRegistries.fromRegistries(
                        Bson.DEFAULT_CODEC_REGISTRY, CodecRegistries.fromProviders(new RecordCodecProvider()))
                : HandleSettings.DEFAULTS.codecs();
    }

    private Object record() {
        if (shape == Shape.NUMBERS) {
            return new Numbers(1, 2000, 300_000, 4, 5L << 40, 0.5, 1.5, 2.5, true, false);
        }
        var author = new Author("Ursula K. Le Guin", 1929);
        return new Book(
                new ObjectId(),
                "The Dispossessed",
                1974,
                12.5,
                true,
                123_456,
                Instant.ofEpochMilli(1_700_000_000_000L),
                author,
                List.of(author, author, author),
                List.of("novel", "utopia", "moon"));
    }

    @SuppressWarnings("unchecked") // the registry answers a class with a codec of that class
    private static Codec<Object> codecOf(Class<?> type, CodecRegistry registry) {
        return (Codec<Object>) registry.get(type);
    }

    /** Reads the document. */
    @Benchmark
    public Object decode() {
        if (by != By.BSON_RECORD_CODEC) {
            return codec.decode(reader.over(bytes, 0, bytes.length), DECODER);
        }
        try (var fresh = new BsonBinaryReader(new ByteBufferBsonInput(new ByteBufNIO(ByteBuffer.wrap(bytes))))) {
            return codec.decode(fresh, DECODER);
        }
    }

    /** Writes it. */
    @Benchmark
    public int encode() {
        if (by == By.BSON_RECORD_CODEC) {
            return encodeByBson(codec, value);
        }
        ours.clear();
        codec.encode(ours.writer(), value, ENCODER);
        return ours.position();
    }

    private int encodeByBson(Codec<Object> by, Object object) {
        theirs.truncateToPosition(0);
        try (var writer = new BsonBinaryWriter(theirs)) {
            by.encode(writer, object, ENCODER);
        }
        return theirs.getPosition();
    }
}
