package dev.weft.core.mapping;

import java.lang.reflect.Type;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.jspecify.annotations.Nullable;

/**
 * How the values of one type are read and written, wherever they stand: in a component, a collection, a map.
 *
 * @param type the Java type, for messages
 * @param codec reads and writes what is there
 * @param absent what is read for null and for a field that is missing; it is left out when it is written as a field
 * @param readsNull whether null is a value of the type itself
 */
record Coding(Type type, Codec<Object> codec, @Nullable Object absent, boolean readsNull) {
    static final DecoderContext DECODER = DecoderContext.builder().build();
    static final EncoderContext ENCODER = EncoderContext.builder().build();

    @SuppressWarnings("unchecked") // only values of the codec's type come to it: the type it was asked for says so
    Coding(Type type, Codec<?> codec) {
        this(type, (Codec<Object>) codec, null, false);
    }

    /** Reads the value that the reader stands at. */
    @Nullable
    Object read(BsonReader reader) {
        BsonType found = reader.getCurrentBsonType();
        if (found == BsonType.NULL && !readsNull) {
            reader.readNull();
            return absent;
        }
        if (found == BsonType.UNDEFINED && !readsNull) {
            reader.readUndefined();
            return absent;
        }
        try {
            return codec.decode(reader, DECODER);
        } catch (MismatchException known) {
            throw known;
        } catch (RuntimeException failure) {
            throw MismatchException.read(type.getTypeName(), found, failure);
        }
    }

    /** Whether a field is left out for this value. */
    boolean leavesOut(@Nullable Object value) {
        return value == null || (absent != null && absent.equals(value));
    }

    /** Writes a value that is there. */
    void write(BsonWriter writer, Object value) {
        try {
            codec.encode(writer, value, ENCODER);
        } catch (MismatchException known) {
            throw known;
        } catch (RuntimeException failure) {
            throw MismatchException.written(type.getTypeName(), failure);
        }
    }

    /** Writes a value where nothing can be left out, as in an array. */
    void writeElement(BsonWriter writer, @Nullable Object value) {
        if (value == null || leavesOut(value)) {
            writer.writeNull();
        } else {
            write(writer, value);
        }
    }
}
