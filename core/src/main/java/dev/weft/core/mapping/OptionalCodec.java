package dev.weft.core.mapping;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.jspecify.annotations.Nullable;

/** Reads and writes what an optional holds; that it holds nothing is its {@link Coding}'s business. */
record OptionalCodec(Kind kind, Coding held) implements Codec<Object> {
    /** The four optionals of the JDK. */
    enum Kind {
        OBJECT(Optional.class, Object.class, Optional.empty()),
        INT(OptionalInt.class, Integer.class, OptionalInt.empty()),
        LONG(OptionalLong.class, Long.class, OptionalLong.empty()),
        DOUBLE(OptionalDouble.class, Double.class, OptionalDouble.empty());

        private final Class<?> type;
        private final Class<?> holds;

        @SuppressWarnings("ImmutableEnumChecker") // the optionals of the JDK are values
        private final Object empty;

        Kind(Class<?> type, Class<?> holds, Object empty) {
            this.type = type;
            this.holds = holds;
            this.empty = empty;
        }

        /** The kind that a class is; null: it is none. */
        static @Nullable Kind of(Class<?> type) {
            for (Kind kind : values()) {
                if (kind.type == type) {
                    return kind;
                }
            }
            return null;
        }

        Object empty() {
            return empty;
        }

        Class<?> holds() {
            return holds;
        }

        private Object wrap(Object value) {
            return switch (this) {
                case OBJECT -> Optional.of(value);
                case INT -> OptionalInt.of((Integer) value);
                case LONG -> OptionalLong.of((Long) value);
                case DOUBLE -> OptionalDouble.of((Double) value);
            };
        }

        private Object unwrap(Object optional) {
            return switch (this) {
                case OBJECT -> ((Optional<?>) optional).orElseThrow();
                case INT -> ((OptionalInt) optional).getAsInt();
                case LONG -> ((OptionalLong) optional).getAsLong();
                case DOUBLE -> ((OptionalDouble) optional).getAsDouble();
            };
        }
    }

    @Override
    public Object decode(BsonReader reader, DecoderContext context) {
        Object value = held.read(reader);
        return value == null ? kind.empty() : kind.wrap(value);
    }

    @Override
    public void encode(BsonWriter writer, Object value, EncoderContext context) {
        held.writeElement(writer, kind.unwrap(value));
    }

    @Override
    @SuppressWarnings("unchecked") // Codec says Class<Object>, and every class is one
    public Class<Object> getEncoderClass() {
        return (Class<Object>) kind.type;
    }
}
