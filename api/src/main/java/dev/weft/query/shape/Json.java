package dev.weft.query.shape;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonDocumentWriter;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.BsonWriter;
import org.bson.codecs.BsonValueCodec;
import org.bson.codecs.Codec;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriter;
import org.bson.json.JsonWriterSettings;

/**
 * Parts of queries as relaxed Extended JSON, for people and logs: what no codec of org.bson's default registry can write
 * is its {@code toString}, quoted, and nothing is ever thrown.
 */
public final class Json {
    private static final JsonWriterSettings RELAXED =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();
    private static final EncoderContext PLAIN = EncoderContext.builder().build();
    private static final BsonValueCodec ANY = new BsonValueCodec();
    private static final String ALONE = "v";
    private static final int START = "{\"v\": ".length();

    private Json() {}

    /** The default registry, marked so that {@link Values} knows that it writes for people. */
    record Lenient(CodecRegistry strict) implements CodecRegistry {
        static final Lenient CODECS = new Lenient(Bson.DEFAULT_CODEC_REGISTRY);

        @Override
        public <T> Codec<T> get(Class<T> type) {
            return strict.get(type);
        }

        @Override
        public <T> Codec<T> get(Class<T> type, CodecRegistry registry) {
            return strict.get(type, registry);
        }
    }

    /** A document. */
    public static String of(Bson document) {
        return value(document);
    }

    /** A pipeline. */
    public static String of(List<? extends Bson> documents) {
        return documents.stream().map(Json::value).collect(Collectors.joining(", ", "[", "]"));
    }

    /** Any value. */
    public static String value(Object value) {
        StringWriter text = new StringWriter();
        try {
            JsonWriter writer = new JsonWriter(text, RELAXED);
            writer.writeStartDocument();
            writer.writeName(ALONE);
            Values.write(writer, value, Lenient.CODECS);
            writer.writeEndDocument();
        } catch (RuntimeException unwritable) {
            return new BsonDocument(value.getClass().getSimpleName(), new BsonString(said(unwritable))).toJson();
        }
        // A JSON writer begins with a document; what stands alone is cut out of it.
        return text.getBuffer().substring(START, text.getBuffer().length() - 1);
    }

    /** A document that may not have the form of one. */
    static BsonDocument tree(Bson document) {
        try {
            return document.toBsonDocument(BsonDocument.class, Lenient.CODECS);
        } catch (RuntimeException unwritable) {
            return new BsonDocument(document.getClass().getSimpleName(), new BsonString(said(unwritable)));
        }
    }

    /** Writes a value by its codec, or else its {@code toString}. */
    static void write(BsonWriter writer, Object value, Class<?> type) {
        if (value instanceof Map<?, ?> fields) {
            writer.writeStartDocument();
            Values.writeEntries(writer, fields, Lenient.CODECS);
            writer.writeEndDocument();
        } else {
            ANY.encode(writer, valueOf(value, type), PLAIN);
        }
    }

    // First beside the text, because a codec that fails half-way would leave the text broken.
    private static BsonValue valueOf(Object value, Class<?> type) {
        BsonDocument beside = new BsonDocument();
        try (BsonDocumentWriter writer = new BsonDocumentWriter(beside)) {
            writer.writeStartDocument();
            writer.writeName(ALONE);
            Values.encodeStrictly(writer, value, type, Lenient.CODECS);
            writer.writeEndDocument();
            return beside.getOrDefault(ALONE, BsonNull.VALUE);
        } catch (RuntimeException unwritable) {
            return new BsonString(said(value));
        }
    }

    private static String said(Object value) {
        try {
            return String.valueOf(value);
        } catch (RuntimeException speechless) {
            return value.getClass().getName();
        }
    }
}
