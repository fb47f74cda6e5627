package dev.weft.query;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;

/** The form of {@link JsonSchema#number} (server manual, {@code $jsonSchema}). */
public final class NumberSchema {
    final Slots slots = new Slots();

    NumberSchema() {}

    /**
     * Adds a title; it changes nothing.
     *
     * @param title the title
     * @return this form
     */
    public NumberSchema title(String title) {
        slots.with("title", Given.value("the title", title));
        return this;
    }

    /**
     * Adds a description; the server shows it when a document does not fit.
     *
     * @param text the text
     * @return this form
     */
    public NumberSchema description(String text) {
        slots.with("description", Given.value("the description", text));
        return this;
    }

    /**
     * Sets the least it may be.
     *
     * @param least the least
     * @return this form
     */
    public NumberSchema minimum(Number least) {
        slots.with("minimum", Given.value("the least", least));
        return this;
    }

    /**
     * Sets the greatest it may be.
     *
     * @param most the greatest
     * @return this form
     */
    public NumberSchema maximum(Number most) {
        slots.with("maximum", Given.value("the greatest", most));
        return this;
    }

    /**
     * Sets whether it must be more than the minimum.
     *
     * @param yes false unless set
     * @return this form
     */
    public NumberSchema exclusiveMinimum(boolean yes) {
        slots.with("exclusiveMinimum", yes);
        return this;
    }

    /**
     * Sets whether it must be less than the maximum.
     *
     * @param yes false unless set
     * @return this form
     */
    public NumberSchema exclusiveMaximum(boolean yes) {
        slots.with("exclusiveMaximum", yes);
        return this;
    }

    /**
     * Sets what it must be a multiple of.
     *
     * @param step positive
     * @return this form
     * @throws IllegalArgumentException if it is not positive
     */
    public NumberSchema multipleOf(Number step) {
        Given.positive("the step", step.doubleValue());
        slots.with("multipleOf", step);
        return this;
    }

    /**
     * Sets a field that has no method here yet.
     *
     * @param field the field
     * @param value anything a codec can write
     * @return this form
     */
    public NumberSchema option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
