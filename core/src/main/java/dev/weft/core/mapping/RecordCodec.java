package dev.weft.core.mapping;

import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.jspecify.annotations.Nullable;

/** Reads and writes one type of record, straight from and to the bytes. */
final class RecordCodec<T> implements Codec<T> {
    private final Class<T> type;
    private final Component[] components;
    private final Map<String, Component> byName = new HashMap<>();
    private final MethodHandle constructor;
    private final Object[] absent;
    private final int primitives;
    private final long whole;
    private final boolean hasBoxed;
    private final @Nullable Extras extras;
    private final @Nullable Discriminator discriminator;

    /**
     * How the values of a record lie before it is made.
     *
     * @param absent the references of a record of which nothing was read
     * @param primitives how many of the components travel as bits; at most as many as a word has bits
     */
    @SuppressWarnings("ArrayRecordComponent") // made once and never shown
    record Layout(MethodHandle constructor, Object[] absent, int primitives) {}

    RecordCodec(
            Class<T> type,
            List<Component> components,
            Layout layout,
            @Nullable Extras extras,
            @Nullable Discriminator discriminator) {
        this.type = type;
        this.components = components.toArray(Component[]::new);
        components.forEach(component -> byName.put(component.name(), component));
        this.constructor = layout.constructor();
        this.absent = layout.absent();
        this.primitives = layout.primitives();
        this.whole = components.stream().mapToLong(Component::mark).reduce(0, (one, other) -> one | other);
        this.hasBoxed = components.stream().anyMatch(Component::isBoxed);
        this.extras = extras;
        this.discriminator = discriminator;
    }

    @Override
    public Class<T> getEncoderClass() {
        return type;
    }

    @Override
    public T decode(BsonReader reader, DecoderContext context) {
        Object[] references = absent.clone();
        long[] values = new long[primitives];
        reader.readStartDocument();
        long read = readFields(reader, references, values);
        reader.readEndDocument();
        if (extras != null) {
            extras.complete(references);
        }
        if (read != whole || hasBoxed) {
            checkWhole(references, read);
        }
        return construct(references, values);
    }

    private void checkWhole(Object[] references, long read) {
        for (Component component : components) {
            if (component.lacks(references, read)) {
                throw missing(component);
            }
        }
    }

    /** Fields mostly come in the order of the components: the next one is tried before the name is looked up. */
    private long readFields(BsonReader reader, Object[] references, long[] values) {
        int next = 0;
        long read = 0;
        for (BsonType found = reader.readBsonType(); found != BsonType.END_OF_DOCUMENT; found = reader.readBsonType()) {
            String name = reader.readName();
            Component component =
                    next < components.length && components[next].name().equals(name)
                            ? components[next]
                            : byName.get(name);
            try {
                if (component == null) {
                    pass(name, reader, references);
                } else {
                    next = component.place() + 1;
                    read |= component.read(reader, found, references, values);
                }
            } catch (MismatchException mismatch) {
                throw mismatch.within(type, name);
            }
        }
        return read;
    }

    private void pass(String name, BsonReader reader, Object[] references) {
        if (discriminator != null && discriminator.key().equals(name)) {
            discriminator.check(reader);
        } else if (extras == null) {
            reader.skipValue();
        } else {
            extras.read(name, reader, references);
        }
    }

    private MismatchException missing(Component component) {
        String primitive = component.type().getName();
        return new MismatchException(
                        "the document does not have it, and " + primitive + " can't be absent; let the projection"
                                + " include it, or declare the component as the class that holds " + primitive,
                        null)
                .within(type, component.name());
    }

    @SuppressWarnings("unchecked") // the constructor is that of T
    private T construct(Object[] references, long[] values) {
        try {
            return (T) (Object) constructor.invokeExact(references, values);
        } catch (Error error) {
            throw error;
        } catch (Throwable refused) {
            throw new MismatchException("its constructor refuses the document: " + refused.getMessage(), refused)
                    .of(type);
        }
    }

    @Override
    public void encode(BsonWriter writer, T value, EncoderContext context) {
        writer.writeStartDocument();
        if (discriminator != null) {
            writer.writeString(discriminator.key(), discriminator.value());
        }
        for (Component component : components) {
            try {
                component.write(writer, value);
            } catch (MismatchException mismatch) {
                throw mismatch.within(type, component.name()).withId(idOf(value, component));
            }
        }
        if (extras != null) {
            writeExtras(extras, writer, value);
        }
        writer.writeEndDocument();
    }

    private void writeExtras(Extras further, BsonWriter writer, T value) {
        try {
            further.write(
                    writer,
                    value,
                    name -> byName.containsKey(name)
                            || (discriminator != null && discriminator.key().equals(name)));
        } catch (MismatchException mismatch) {
            throw mismatch.of(type).withId(idOf(value, null));
        }
    }

    /** What is said of an object that can't be written: its {@code _id}, unless that is what can't be. */
    private @Nullable BsonValue idOf(T value, @Nullable Component failed) {
        Component id = byName.get("_id");
        return id == null || id == failed ? null : id.valueAlone(value);
    }

    @Override
    public String toString() {
        return "codec of " + type.getName();
    }
}
