package dev.weft.core.mapping;

import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * The component that takes the fields no other component has ({@code @BsonExtraElements}).
 *
 * @param slot where it waits for the constructor
 * @param accessor {@code (Object)Object}
 * @param empty makes the map; the component is never null in a record that was read
 * @param values how its values are read and written
 */
record Extras(int slot, MethodHandle accessor, Supplier<? extends Map<String, ?>> empty, Coding values) {
    @SuppressWarnings({"unchecked", "NullAway"}) // what the map holds is what the coding makes, which may be null
    void read(String name, BsonReader reader, Object[] references) {
        Map<String, Object> map = (Map<String, Object>) references[slot];
        if (map == null) {
            map = (Map<String, Object>) empty.get();
            references[slot] = map;
        }
        map.put(name, values.read(reader));
    }

    /** Gives a record that had no further fields an empty map. */
    void complete(Object[] references) {
        if (references[slot] == null) {
            references[slot] = empty.get();
        }
    }

    void write(BsonWriter writer, Object record, Predicate<String> taken) {
        Map<?, ?> map = mapOf(record);
        if (map == null) {
            return;
        }
        map.forEach((key, value) -> {
            String name = (String) key;
            if (taken.test(name)) {
                throw new MismatchException("another component has this field already", null).at(name);
            }
            writer.writeName(name);
            try {
                values.writeElement(writer, value);
            } catch (MismatchException mismatch) {
                throw mismatch.at(name);
            }
        });
    }

    private @Nullable Map<?, ?> mapOf(Object record) {
        try {
            return (Map<?, ?>) (Object) accessor.invokeExact(record);
        } catch (Error error) {
            throw error;
        } catch (Throwable thrown) {
            throw new MismatchException("its accessor threw " + thrown, thrown);
        }
    }
}
