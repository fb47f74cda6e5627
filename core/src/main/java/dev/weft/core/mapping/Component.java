package dev.weft.core.mapping;

import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * One component of a record that is a field of its document.
 *
 * <p>While a record is read, its references gather in one array and its primitives in another, which ends with a bit for each primitive that
 * was read.
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

    /** Reads the value that the reader stands at; {@code primitives} is how many the record has. */
    void read(BsonReader reader, BsonType found, Object[] references, long[] bits, int primitives) {
        Primitive kind = primitive;
        if (kind != null) {
            bits[slot] = kind.read(reader, found);
            bits[primitives + (slot >> 6)] |= 1L << slot;
        } else if (isText && found == BsonType.STRING) {
            references[slot] = reader.readString();
        } else {
            readReference(reader, found, references);
        }
    }

    @SuppressWarnings("NullAway") // the array of a record's values holds nulls: what a component is that is not there
    private void readReference(BsonReader reader, BsonType found, Object[] references) {
        Object value = coding.read(reader);
        if (value == null && type.isPrimitive()) {
            throw MismatchException.expected(type.getName(), found);
        }
        references[slot] = value;
    }

    /** Whether it is a primitive that was not read. */
    boolean lacks(Object[] references, long[] bits, int primitives) {
        if (primitive != null) {
            return (bits[primitives + (slot >> 6)] & 1L << slot) == 0;
        }
        return type.isPrimitive() && references[slot] == null;
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
