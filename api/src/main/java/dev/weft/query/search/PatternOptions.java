package dev.weft.query.search;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import org.bson.conversions.Bson;

/** The form of {@link SearchOperators#wildcard} and {@link SearchOperators#regex} (MongoDB Search manual, {@code wildcard}). */
public final class PatternOptions {
    final Slots slots = new Slots();

    PatternOptions() {}

    /**
     * Sets whether fields may be searched that an analyzer has cut into words.
     *
     * @param yes false unless set
     * @return this form
     */
    public PatternOptions allowAnalyzedField(boolean yes) {
        slots.with("allowAnalyzedField", yes);
        return this;
    }

    /**
     * Changes the score of what it finds.
     *
     * @param score see {@link SearchScore}
     * @return this form
     */
    public PatternOptions score(Bson score) {
        slots.with("score", Given.value("the score", score));
        return this;
    }

    /**
     * Sets a field that has no method here yet.
     *
     * @param field the field
     * @param value anything a codec can write
     * @return this form
     */
    public PatternOptions option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
