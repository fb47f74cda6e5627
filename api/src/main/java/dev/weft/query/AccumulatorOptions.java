package dev.weft.query;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.List;

/** The form of {@link Accumulators#accumulator} (server manual, {@code $accumulator}). */
public final class AccumulatorOptions {
    final Slots slots = new Slots();

    AccumulatorOptions() {}

    /**
     * Sets what {@code init} is called with.
     *
     * @param expressions of the group's {@code _id}
     * @return this form
     */
    public AccumulatorOptions initArgs(List<?> expressions) {
        slots.with("initArgs", Given.value("the arguments", expressions));
        return this;
    }

    /**
     * Sets what {@code accumulate} is called with, behind the state.
     *
     * @param expressions of the document
     * @return this form
     */
    public AccumulatorOptions accumulateArgs(List<?> expressions) {
        slots.with("accumulateArgs", Given.value("the arguments", expressions));
        return this;
    }

    /**
     * Sets what makes the result of the last state.
     *
     * @param javascript the function
     * @return this form
     */
    public AccumulatorOptions finalize(String javascript) {
        slots.with("finalize", Given.value("the function", javascript));
        return this;
    }

    /**
     * Sets a field that has no method here yet.
     *
     * @param field the field
     * @param value anything a codec can write
     * @return this form
     */
    public AccumulatorOptions option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
