package dev.weft.query.shape;

import dev.weft.core.operation.CommandWriter;
import dev.weft.core.operation.Target;
import java.util.Map;
import java.util.regex.Pattern;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.BsonWriter;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.Codec;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Writes whatever a user may give as a value. */
public final class Values {
    private static final EncoderContext PLAIN = EncoderContext.builder().build();
    private static final BsonDocumentCodec TREES = new BsonDocumentCodec();

    private Values() {}

    /** Writes one value at the place the writer stands. */
    public static void write(BsonWriter writer, @Nullable Object value, CodecRegistry codecs) {
        switch (value) {
            case null -> writer.writeNull();
            case String text -> writer.writeString(text);
            case Integer number -> writer.writeInt32(number);
            case Long number -> writer.writeInt64(number);
            case Double number -> writer.writeDouble(number);
            case Boolean yes -> writer.writeBoolean(yes);
            case Valued part -> part.writeValue(writer, codecs);
            case CommandWriter.Writable document -> document.writeTo(writer, codecs);
            case Map<?, ?> document -> encode(writer, document, Map.class, codecs);
            case BsonValue plain -> encode(writer, plain, plain.getClass(), codecs);
            case Bson document -> TREES.encode(writer, tree(document, codecs), PLAIN);
            case Iterable<?> several -> {
                writer.writeStartArray();
                several.forEach(each -> write(writer, each, codecs));
                writer.writeEndArray();
            }
            case Enum<?> word -> encode(writer, word, word.getDeclaringClass(), codecs);
            default -> encode(writer, value, value.getClass(), codecs);
        }
    }

    /** Writes the fields of a map, without a document around them. */
    static void writeEntries(BsonWriter writer, Map<?, ?> fields, CodecRegistry codecs) {
        fields.forEach((name, value) -> {
            writer.writeName(String.valueOf(name));
            write(writer, value, codecs);
        });
    }

    /** The tree of a document, for what can't be written without one. */
    public static BsonDocument tree(Bson document, CodecRegistry codecs) {
        return codecs instanceof Json.Lenient
                ? Json.tree(document)
                : document.toBsonDocument(BsonDocument.class, codecs);
    }

    /**
     * Whether a value may hold words that begin with a dollar sign, or is a pattern: as the plain value of a field the
     * server would read it as operators, so that whoever supplies the value could change the query.
     */
    public static boolean couldBeOperators(@Nullable Object value) {
        return value instanceof Bson
                || value instanceof Map<?, ?>
                || value instanceof Pattern
                || value instanceof Record
                || (value instanceof BsonValue plain && (plain.isDocument() || plain.isRegularExpression()));
    }

    private static void encode(BsonWriter writer, Object value, Class<?> type, CodecRegistry codecs) {
        if (codecs instanceof Json.Lenient) {
            Json.write(writer, value, type);
        } else {
            encodeStrictly(writer, value, type, codecs);
        }
    }

    @SuppressWarnings("unchecked") // The registry answers a class with a codec of that class.
    static void encodeStrictly(BsonWriter writer, Object value, Class<?> type, CodecRegistry codecs) {
        ((Codec<Object>) Target.codec(type, codecs)).encode(writer, value, PLAIN);
    }
}
