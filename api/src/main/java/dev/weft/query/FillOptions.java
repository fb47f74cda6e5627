package dev.weft.query;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import org.bson.conversions.Bson;

/** The form of {@link Aggregates#fill(java.util.List, java.util.function.Consumer)} (server manual, {@code $fill}). */
public final class FillOptions {
    final Slots slots = new Slots();

    FillOptions() {}

    /**
     * Fills each group of documents with the same value by itself.
     *
     * @param expression a document; a field alone is better told as {@link #partitionByFields}
     * @return this form
     */
    public FillOptions partitionBy(Object expression) {
        slots.with("partitionBy", Given.value("the expression", expression));
        return this;
    }

    /**
     * Fills each group of documents with the same values by itself.
     *
     * @param fields at least one
     * @return this form
     * @throws IllegalArgumentException if there is none
     */
    public FillOptions partitionByFields(String... fields) {
        slots.with("partitionByFields", Given.some("the fields", fields));
        return this;
    }

    /**
     * Sets the order within a partition; needed unless values are given.
     *
     * @param keys the order
     * @return this form
     */
    public FillOptions sortBy(Bson keys) {
        slots.with("sortBy", Given.value("the order", keys));
        return this;
    }

    /**
     * Sets a field that has no method here yet.
     *
     * @param field the field
     * @param value anything a codec can write
     * @return this form
     */
    public FillOptions option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
