package dev.weft.query.shape;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Fields that are gathered one by one, as a form is filled in. Serves one thread; {@link #bson} is what comes of it. */
public final class Slots {
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    /** Adds a field, or gives it another value at its place. */
    public Slots with(String name, @Nullable Object value) {
        fields.put(Given.value("the name of a field", name), value);
        return this;
    }

    /** Adds the fields of a form. */
    public Slots with(Slots form) {
        fields.putAll(form.fields);
        return this;
    }

    /** Whether a field is there. */
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /** The fields as they are now. */
    public Bson bson() {
        return new Fields.Several(fields);
    }
}
