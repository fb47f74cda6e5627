package dev.weft.query.search;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;

/** The form of {@link SearchHighlight#paths(Object, java.util.function.Consumer)} (MongoDB Search manual, "Highlight Search Terms in Results"). */
public final class HighlightOptions {
    final Slots slots = new Slots();

    HighlightOptions() {}

    /**
     * Sets how much of a field is looked at.
     *
     * @param characters positive; 500000 unless set
     * @return this form
     * @throws IllegalArgumentException if it is not positive
     */
    public HighlightOptions maxCharsToExamine(int characters) {
        slots.with("maxCharsToExamine", Given.positive("maxCharsToExamine", characters));
        return this;
    }

    /**
     * Sets how many passages are told of a field.
     *
     * @param passages positive; 5 unless set
     * @return this form
     * @throws IllegalArgumentException if it is not positive
     */
    public HighlightOptions maxNumPassages(int passages) {
        slots.with("maxNumPassages", Given.positive("maxNumPassages", passages));
        return this;
    }

    /**
     * Sets a field that has no method here yet.
     *
     * @param field the field
     * @param value anything a codec can write
     * @return this form
     */
    public HighlightOptions option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
