package dev.weft.query.search;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import org.bson.conversions.Bson;

/** The form of {@link SearchOperators#phrase} (MongoDB Search manual, {@code phrase}). */
public final class PhraseOptions {
    final Slots slots = new Slots();

    PhraseOptions() {}

    /**
     * Sets how far words may be from their places.
     *
     * @param words not negative; 0 unless set
     * @return this form
     * @throws IllegalArgumentException if it is negative
     */
    public PhraseOptions slop(int words) {
        slots.with("slop", Given.notNegative("slop", words));
        return this;
    }

    /**
     * Finds synonyms, too.
     *
     * @param mapping its name in the index
     * @return this form
     */
    public PhraseOptions synonyms(String mapping) {
        slots.with("synonyms", Given.value("the mapping", mapping));
        return this;
    }

    /**
     * Changes the score of what it finds.
     *
     * @param score see {@link SearchScore}
     * @return this form
     */
    public PhraseOptions score(Bson score) {
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
    public PhraseOptions option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
