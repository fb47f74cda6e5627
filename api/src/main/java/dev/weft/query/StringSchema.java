package dev.weft.query;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;

/** The form of {@link JsonSchema#string} (server manual, {@code $jsonSchema}). */
public final class StringSchema {
    final Slots slots = new Slots();

    StringSchema() {}

    /**
     * Adds a title; it changes nothing.
     *
     * @param title the title
     * @return this form
     */
    public StringSchema title(String title) {
        slots.with("title", Given.value("the title", title));
        return this;
    }

    /**
     * Adds a description; the server shows it when a document does not fit.
     *
     * @param text the text
     * @return this form
     */
    public StringSchema description(String text) {
        slots.with("description", Given.value("the description", text));
        return this;
    }

    /**
     * Sets how long it must be.
     *
     * @param characters not negative
     * @return this form
     * @throws IllegalArgumentException if it is negative
     */
    public StringSchema minLength(int characters) {
        slots.with("minLength", Given.notNegative("minLength", characters));
        return this;
    }

    /**
     * Sets how long it may be.
     *
     * @param characters not negative
     * @return this form
     * @throws IllegalArgumentException if it is negative
     */
    public StringSchema maxLength(int characters) {
        slots.with("maxLength", Given.notNegative("maxLength", characters));
        return this;
    }

    /**
     * Sets what it must match.
     *
     * @param regex a regular expression of the server
     * @return this form
     */
    public StringSchema pattern(String regex) {
        slots.with("pattern", Given.value("the pattern", regex));
        return this;
    }

    /**
     * Sets a field that has no method here yet.
     *
     * @param field the field
     * @param value anything a codec can write
     * @return this form
     */
    public StringSchema option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
