package dev.weft.core.mapping;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.UuidRepresentation;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;
import org.bson.io.BasicOutputBuffer;
import org.bson.json.JsonWriterSettings;

/** Objects as bytes and back, through a registry of codecs. */
record Stored(CodecRegistry codecs) {
    static final Stored BY_US = new Stored(CodecRegistries.withUuidRepresentation(
            Mapping.withRecords(Bson.DEFAULT_CODEC_REGISTRY), UuidRepresentation.STANDARD));

    <T> byte[] bytes(Class<T> type, T value) {
        try (var out = new BasicOutputBuffer();
                var writer = new BsonBinaryWriter(out)) {
            codecs.get(type)
                    .encode(
                            writer,
                            value,
                            EncoderContext.builder()
                                    .isEncodingCollectibleDocument(true)
                                    .build());
            return out.toByteArray();
        }
    }

    <T> BsonDocument document(Class<T> type, T value) {
        return new RawBsonDocument(bytes(type, value));
    }

    <T> String json(Class<T> type, T value) {
        return document(type, value).toJson(JsonWriterSettings.builder().build());
    }

    <T> T read(Class<T> type, byte[] bytes) {
        Codec<T> codec = codecs.get(type);
        try (var reader = new BsonBinaryReader(ByteBuffer.wrap(bytes))) {
            return codec.decode(reader, DecoderContext.builder().build());
        }
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
