package dev.weft.query.search;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;

/** How far words may be from those that are searched (MongoDB Search manual, {@code text}). */
public final class FuzzyOptions {
    final Slots slots = new Slots();

    FuzzyOptions() {}

    /**
     * Sets how many letters may be changed.
     *
     * @param letters 1 or 2; 2 unless set
     * @return this form
     * @throws IllegalArgumentException if it is out of range
     */
    public FuzzyOptions maxEdits(int letters) {
        slots.with("maxEdits", (int) Given.within("maxEdits", letters, 1, 2));
        return this;
    }

    /**
     * Sets how many letters at the start must be right.
     *
     * @param letters not negative; 0 unless set
     * @return this form
     * @throws IllegalArgumentException if it is negative
     */
    public FuzzyOptions prefixLength(int letters) {
        slots.with("prefixLength", Given.notNegative("prefixLength", letters));
        return this;
    }

    /**
     * Sets how many words one may stand for.
     *
     * @param words positive; 50 unless set
     * @return this form
     * @throws IllegalArgumentException if it is not positive
     */
    public FuzzyOptions maxExpansions(int words) {
        slots.with("maxExpansions", Given.positive("maxExpansions", words));
        return this;
    }

    /**
     * Sets a field that has no method here yet.
     *
     * @param field the field
     * @param value anything a codec can write
     * @return this form
     */
    public FuzzyOptions option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
