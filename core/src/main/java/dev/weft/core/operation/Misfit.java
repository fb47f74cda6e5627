package dev.weft.core.operation;

import dev.weft.error.MappingFailedException;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;
import org.bson.BSONException;
import org.bson.BsonDocument;
import org.bson.codecs.Codec;
import org.bson.codecs.Decoder;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;

/** Says what does not fit when a codec has failed to decode: the type, and the field where that can be seen. */
final class Misfit {
    private Misfit() {}

    /** A value that the codec did not take. */
    static MappingFailedException ofValue(Decoder<?> decoder, RuntimeException failure) {
        return new MappingFailedException("", typeOf(decoder), said(failure), failure);
    }

    /**
     * A document that the codec did not take. When a field is absent that a record keeps in a primitive, as after a
     * projection, the codec of records names neither.
     */
    static MappingFailedException ofDocument(Decoder<?> decoder, BsonDocument document, RuntimeException failure) {
        return recordOf(decoder)
                .flatMap(type -> Arrays.stream(type.getRecordComponents())
                        .filter(component -> component.getType().isPrimitive())
                        .filter(component -> lacks(document, fieldOf(type, component)))
                        .findFirst()
                        .map(component -> absent(type, component, failure)))
                .orElseGet(() -> ofValue(decoder, failure));
    }

    /** What the codec said; when Java kept it from the record, what to do about that. */
    static String said(RuntimeException failure) {
        return failure.getCause() instanceof IllegalAccessException kept
                ? kept.getMessage() + "; declare the record public, and in a module of your own open its package to"
                        + " org.mongodb.bson.record.codec"
                : String.valueOf(failure.getMessage());
    }

    private static MappingFailedException absent(Class<?> type, RecordComponent component, RuntimeException failure) {
        String primitive = component.getType().getName();
        return new MappingFailedException(
                fieldOf(type, component),
                type.getName(),
                "the document does not have it, and " + primitive + " can't be absent; let the projection include it,"
                        + " or declare the component as the class that holds " + primitive,
                failure);
    }

    private static boolean lacks(BsonDocument document, String field) {
        try {
            return !document.containsKey(field);
        } catch (BSONException notEvenADocument) {
            return false;
        }
    }

    private static Optional<Class<?>> recordOf(Decoder<?> decoder) {
        return decoder instanceof Codec<?> codec && codec.getEncoderClass().isRecord()
                ? Optional.of(codec.getEncoderClass())
                : Optional.empty();
    }

    private static String fieldOf(Class<?> type, RecordComponent component) {
        try {
            Field field = type.getDeclaredField(component.getName());
            if (field.isAnnotationPresent(BsonId.class)) {
                return "_id";
            }
            BsonProperty named = field.getAnnotation(BsonProperty.class);
            return named == null ? component.getName() : named.value();
        } catch (NoSuchFieldException e) {
            return component.getName(); // cannot be: a record has a field for each component
        }
    }

    private static String typeOf(Decoder<?> decoder) {
        return decoder instanceof Codec<?> codec
                ? codec.getEncoderClass().getName()
                : "the type that " + decoder.getClass().getName() + " makes";
    }
}
