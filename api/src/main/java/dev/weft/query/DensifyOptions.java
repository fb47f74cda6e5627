package dev.weft.query;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import org.bson.conversions.Bson;

/** The form of {@link Aggregates#densify(String, Bson, java.util.function.Consumer)} (server manual, {@code $densify}). */
public final class DensifyOptions {
    final Slots slots = new Slots();

    DensifyOptions() {}

    /**
     * Fills each group of documents with the same values by itself.
     *
     * @param fields at least one
     * @return this form
     * @throws IllegalArgumentException if there is none
     */
    public DensifyOptions partitionByFields(String... fields) {
        slots.with("partitionByFields", Given.some("the fields", fields));
        return this;
    }

    /**
     * Sets a field that has no method here yet.
     *
     * @param field the field
     * @param value anything a codec can write
     * @return this form
     */
    public DensifyOptions option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
