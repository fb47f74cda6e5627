package dev.weft.core.mapping;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.codecs.pojo.annotations.BsonDiscriminator;
import org.jspecify.annotations.Nullable;

/**
 * The field that says which record of a sealed interface a document is. A record of such an interface always writes it, so that what is stored
 * does not depend on the type it is stored as.
 *
 * @param key the field's name: what {@code @BsonDiscriminator} on the interface says, or {@code _t}
 * @param value what it holds: what {@code @BsonDiscriminator} on the record says, or its simple name
 */
record Discriminator(String key, String value) {
    static final String DEFAULT_KEY = "_t";

    /** Reads the field's value, which must be this record's: another one's would be read as half of it, and stored so. */
    void check(BsonReader reader) {
        if (reader.getCurrentBsonType() != BsonType.STRING) {
            throw new MismatchException("expected " + value + ", found " + reader.getCurrentBsonType(), null);
        }
        String found = reader.readString();
        if (!found.equals(value)) {
            throw new MismatchException("expected " + value + ", found " + found, null);
        }
    }

    /** The discriminator of a record; null when it has none. */
    static @Nullable Discriminator of(Class<?> record) {
        BsonDiscriminator own = record.getAnnotation(BsonDiscriminator.class);
        Set<String> keys = new LinkedHashSet<>();
        for (Class<?> base : sealedBases(record)) {
            BsonDiscriminator said = base.getAnnotation(BsonDiscriminator.class);
            if (said != null) {
                keys.add(said.key());
            }
        }
        if (keys.size() > 1) {
            throw new MismatchException("its interfaces name different discriminators: " + keys, null);
        }
        if (own == null && sealedBases(record).isEmpty()) {
            return null;
        }
        String ownKey = own == null ? DEFAULT_KEY : own.key();
        String value = own == null || own.value().isEmpty() ? record.getSimpleName() : own.value();
        return new Discriminator(keys.isEmpty() ? ownKey : keys.iterator().next(), value);
    }

    private static List<Class<?>> sealedBases(Class<?> type) {
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> base : type.getInterfaces()) {
            if (base.isSealed()) {
                found.add(base);
            }
            found.addAll(sealedBases(base));
        }
        return found;
    }
}
