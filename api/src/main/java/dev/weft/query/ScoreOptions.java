package dev.weft.query;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;

/** The form of {@link Aggregates#score(Object, java.util.function.Consumer)} (server manual, {@code $score}). */
public final class ScoreOptions {
    final Slots slots = new Slots();

    ScoreOptions() {}

    /**
     * Sets how scores are made comparable.
     *
     * @param how {@link ScoreNormalization#NONE} unless set
     * @return this form
     */
    public ScoreOptions normalization(ScoreNormalization how) {
        slots.with("normalization", how.word());
        return this;
    }

    /**
     * Multiplies the score after it was made comparable.
     *
     * @param factor 0 to 1; 1 unless set
     * @return this form
     * @throws IllegalArgumentException if it is out of range
     */
    public ScoreOptions weight(double factor) {
        slots.with("weight", Given.within("the weight", factor, 0, 1));
        return this;
    }

    /**
     * Sets whether it is told how the score came about, see {@link Projections#meta}.
     *
     * @param yes false unless set
     * @return this form
     */
    public ScoreOptions scoreDetails(boolean yes) {
        slots.with("scoreDetails", yes);
        return this;
    }

    /**
     * Sets a field that has no method here yet.
     *
     * @param field the field
     * @param value anything a codec can write
     * @return this form
     */
    public ScoreOptions option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
