package dev.weft.core.mapping;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.protocol.bson.WireReader;
import dev.weft.protocol.buffer.WireBuffer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.RawBsonDocument;
import org.bson.UuidRepresentation;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;
import org.bson.io.BasicOutputBuffer;
import org.bson.json.JsonWriterSettings;

/**
 * Objects as bytes and back, through a registry of codecs. All is written and read twice, by the driver's own writer and reader and by those of
 * {@code org.bson}, which have to come to the same: the bytes, the values, or the failure.
 */
record Stored(CodecRegistry codecs) {
    static final Stored BY_US = new Stored(CodecRegistries.withUuidRepresentation(
            Mapping.withRecords(Bson.DEFAULT_CODEC_REGISTRY), UuidRepresentation.STANDARD));

    private static final EncoderContext WRITING =
            EncoderContext.builder().isEncodingCollectibleDocument(true).build();
    private static final DecoderContext READING = DecoderContext.builder().build();

    /** In a message there is something before a document, and after it. */
    private static final int BESIDE = 7;

    /** A value, or what was thrown instead. */
    private record Outcome<T>(T value, RuntimeException failure) {
        static <T> Outcome<T> of(Supplier<T> attempt) {
            try {
                return new Outcome<>(attempt.get(), null);
            } catch (RuntimeException failure) {
                return new Outcome<>(null, failure);
            }
        }

        T get() {
            if (failure != null) {
                throw failure;
            }
            return value;
        }

        String failed() {
            return failure == null ? "" : failure.getClass().getName() + ": " + failure.getMessage();
        }
    }

    <T> byte[] bytes(Class<T> type, T value) {
        Outcome<byte[]> ours = Outcome.of(() -> byOurs(type, value));
        Outcome<byte[]> theirs = Outcome.of(() -> byTheirs(type, value));
        assertEquals(theirs.failed(), ours.failed());
        assertArrayEquals(theirs.value(), ours.value(), "what the two writers have written");
        return ours.get();
    }

    private <T> byte[] byOurs(Class<T> type, T value) {
        var out = new WireBuffer(16, 1024);
        write(type, value, out.writer());
        return Arrays.copyOf(out.array(), out.position());
    }

    private <T> byte[] byTheirs(Class<T> type, T value) {
        try (var out = new BasicOutputBuffer();
                var writer = new BsonBinaryWriter(out)) {
            write(type, value, writer);
            return out.toByteArray();
        }
    }

    private <T> void write(Class<T> type, T value, BsonWriter writer) {
        codecs.get(type).encode(writer, value, WRITING);
    }

    <T> BsonDocument document(Class<T> type, T value) {
        return new RawBsonDocument(bytes(type, value));
    }

    <T> String json(Class<T> type, T value) {
        return document(type, value).toJson(JsonWriterSettings.builder().build());
    }

    <T> T read(Class<T> type, byte[] bytes) {
        byte[] message = new byte[BESIDE + bytes.length + BESIDE];
        Arrays.fill(message, (byte) 0x55);
        System.arraycopy(bytes, 0, message, BESIDE, bytes.length);
        Outcome<T> ours = Outcome.of(() -> read(type, new WireReader().over(message, BESIDE, BESIDE + bytes.length)));
        Outcome<T> theirs = Outcome.of(() -> {
            try (var reader = new BsonBinaryReader(ByteBuffer.wrap(bytes))) {
                return read(type, reader);
            }
        });
        assertEquals(theirs.failed(), ours.failed());
        if (!Objects.deepEquals(theirs.value(), ours.value())) {
            // What has arrays in it is equal to nothing but itself: then its bytes tell.
            assertArrayEquals(
                    byTheirs(type, theirs.value()), byTheirs(type, ours.value()), "what the two readers have read");
        }
        return ours.get();
    }

    private <T> T read(Class<T> type, BsonReader reader) {
        return codecs.get(type).decode(reader, READING);
    }

    <T> T read(Class<T> type, String json) {
        RawBsonDocument raw = RawBsonDocument.parse(json);
        return read(
                type,
                Arrays.copyOfRange(
                        raw.getBackingArray(), raw.getByteOffset(), raw.getByteOffset() + raw.getByteLength()));
    }

    <T> T roundTrip(Class<T> type, T value) {
        return read(type, bytes(type, value));
    }
}
