package dev.weft.core.mapping;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.BsonReader;
import org.bson.BsonReaderMark;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.jspecify.annotations.Nullable;

/** Reads and writes the records of a sealed interface; a discriminator tells them apart. */
final class SealedCodec<T> implements Codec<T> {
    private final Class<T> type;
    private final String key;
    private final Map<String, Coding> byValue = new LinkedHashMap<>();
    private final Map<Class<?>, Coding> byClass = new HashMap<>();

    /** Makes the codec of records whose discriminators all have this key. */
    SealedCodec(Class<T> type, String key, Map<Discriminator, Coding> members) {
        this.type = type;
        this.key = key;
        members.forEach((discriminator, coding) -> {
            byValue.put(discriminator.value(), coding);
            byClass.put(Generics.raw(coding.type()), coding);
        });
    }

    @Override
    public Class<T> getEncoderClass() {
        return type;
    }

    @Override
    @SuppressWarnings("unchecked") // the members are records of T
    public T decode(BsonReader reader, DecoderContext context) {
        BsonReaderMark start = reader.getMark();
        Coding member = find(reader);
        start.reset();
        return (T) member.codec().decode(reader, context);
    }

    /** The discriminator is mostly the first or second field. */
    private Coding find(BsonReader reader) {
        reader.readStartDocument();
        for (BsonType found = reader.readBsonType(); found != BsonType.END_OF_DOCUMENT; found = reader.readBsonType()) {
            if (reader.readName().equals(key)) {
                return member(found == BsonType.STRING ? reader.readString() : null, found);
            }
            reader.skipValue();
        }
        throw new MismatchException(
                        "the document does not have it, and it says which of " + byValue.keySet() + " it is", null)
                .within(type, key);
    }

    private Coding member(@Nullable String value, BsonType found) {
        Coding member = value == null ? null : byValue.get(value);
        if (member == null) {
            String instead = value == null ? MismatchException.alias(found) : "'" + value + "'";
            throw new MismatchException("expected one of " + byValue.keySet() + ", found " + instead, null)
                    .within(type, key);
        }
        return member;
    }

    @Override
    public void encode(BsonWriter writer, T value, EncoderContext context) {
        Coding member = byClass.get(value.getClass());
        if (member == null) {
            throw new MismatchException(value.getClass().getName() + " is none of " + byClass.keySet(), null);
        }
        member.codec().encode(writer, value, context);
    }
}
