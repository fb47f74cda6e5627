package dev.weft.query;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;

/** The form of {@link Aggregates#unwind(String, java.util.function.Consumer)} (server manual, {@code $unwind}). */
public final class UnwindOptions {
    final Slots slots = new Slots();

    UnwindOptions() {}

    /**
     * Sets whether a document without the array, or with an empty one, stays.
     *
     * @param yes false unless set
     * @return this form
     */
    public UnwindOptions preserveNullAndEmptyArrays(boolean yes) {
        slots.with("preserveNullAndEmptyArrays", yes);
        return this;
    }

    /**
     * Puts the place of each element into a field.
     *
     * @param field the field
     * @return this form
     */
    public UnwindOptions includeArrayIndex(String field) {
        slots.with("includeArrayIndex", Given.value("the field", field));
        return this;
    }
}
