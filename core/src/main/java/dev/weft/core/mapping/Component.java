package dev.weft.core.mapping;

import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonDocumentWriter;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.BsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * One component of a record that is a field of its document.
 *
 * <p>While a record is read, its references gather in one array and its primitives in another; a word has a bit for each primitive that was
 * read.
 */
final class Component {
    private final String name;
    private final int place;
    private final int slot;
    private final @Nullable Primitive primitive;
    private final MethodHandle accessor;
    private final Coding coding;
    private final Class<?> type;
    private final boolean isText;

    private Component(Draft draft, int place, Access.Slot slot, MethodHandle accessor) {
        this.name = draft.name();
        this.place = place;
        this.slot = slot.index();
        this.primitive = slot.primitive().orElse(null);
        this.accessor = accessor;
        this.coding = draft.coding();
        this.type = draft.component().getType();
        this.isText = coding.codec().getClass() == org.bson.codecs.StringCodec.class
                && ((Object) coding.codec()) instanceof org.bson.codecs.StringCodec text
                && text.getRepresentation() == BsonType.STRING;
    }

    /**
     * What is known of a component before its place is.
     *
     * @param name the field's name
     * @param primitive how it travels when it is a primitive whose codec the user has not replaced
     */
    record Draft(
            java.lang.reflect.RecordComponent component, String name, Coding coding, Optional<Primitive> primitive) {}

    static Component of(Draft draft, int place, Access.Slot slot, Access access) {
        MethodHandle accessor = draft.primitive()
                .map(kind -> access.bits(draft.component(), kind))
                .orElseGet(() -> access.reference(draft.component()));
        return new Component(draft, place, slot, accessor);
    }

    String name() {
        return name;
    }

    /** Its place among the fields of the record. */
    int place() {
        return place;
    }

    Class<?> type() {
        return type;
    }

    /** Reads the value that the reader stands at; returns {@link #mark}. */
    long read(BsonReader reader, BsonType found, Object[] references, long[] bits) {
        Primitive kind = primitive;
        if (kind != null) {
            bits[slot] = kind.read(reader, found);
            return 1L << slot;
        }
        if (isText && found == BsonType.STRING) {
            references[slot] = reader.readString();
        } else {
            readReference(reader, found, references);
        }
        return 0;
    }

    @SuppressWarnings("NullAway") // the array of a record's values holds nulls: what a component is that is not there
    private void readReference(BsonReader reader, BsonType found, Object[] references) {
        Object value = coding.read(reader);
        if (value == null && type.isPrimitive()) {
            throw MismatchException.expected(type.getName(), found);
        }
        references[slot] = value;
    }

    /** The bit that says that it was read: its own when it travels as bits, none when not. */
    long mark() {
        return primitive == null ? 0 : 1L << slot;
    }

    /** Whether it is a primitive that travels as a reference, because the user has a codec for it or the record has many. */
    boolean isBoxed() {
        return primitive == null && type.isPrimitive();
    }

    /** Whether it is a primitive that was not read. */
    boolean lacks(Object[] references, long read) {
        return primitive == null ? isBoxed() && references[slot] == null : (read & mark()) == 0;
    }

    /** Writes the field, unless its value is one that is left out. */
    void write(BsonWriter writer, Object record) {
        Primitive kind = primitive;
        if (kind != null) {
            writer.writeName(name);
            kind.write(writer, bitsOf(record));
            return;
        }
        Object value = valueOf(record);
        if (value == null || coding.leavesOut(value)) {
            return;
        }
        writer.writeName(name);
        if (isText) {
            writer.writeString((String) value);
        } else {
            coding.write(writer, value);
        }
    }

    /** The value as it is stored; null when it is left out, and when it can't be written either. */
    @Nullable
    BsonValue valueAlone(Object record) {
        BsonDocument alone = new BsonDocument();
        try (var writer = new BsonDocumentWriter(alone)) {
            writer.writeStartDocument();
            write(writer, record);
            writer.writeEndDocument();
            return alone.get(name);
        } catch (MismatchException another) {
            return null;
        }
    }

    private long bitsOf(Object record) {
        try {
            return (long) accessor.invokeExact(record);
        } catch (Throwable thrown) {
            throw ofAccessor(thrown);
        }
    }

    private @Nullable Object valueOf(Object record) {
        try {
            return (Object) accessor.invokeExact(record);
        } catch (Throwable thrown) {
            throw ofAccessor(thrown);
        }
    }

    private static MismatchException ofAccessor(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return new MismatchException("its accessor threw " + thrown, thrown);
    }
}
