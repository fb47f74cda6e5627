package dev.weft.query.search;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import org.bson.conversions.Bson;

/** The form of {@link SearchOperators#vectorSearch} (MongoDB Search manual, {@code vectorSearch}). */
public final class VectorOperatorOptions {
    final Slots slots = new Slots();

    VectorOperatorOptions() {}

    /**
     * Looks among so many neighbours only (ANN).
     *
     * @param neighbours the limit or more, up to 10000
     * @return this form
     * @throws IllegalArgumentException if it is not positive
     */
    public VectorOperatorOptions numCandidates(int neighbours) {
        slots.with("numCandidates", Given.positive("numCandidates", neighbours));
        return this;
    }

    /**
     * Sets whether all vectors are compared (ENN).
     *
     * @param yes false unless set
     * @return this form
     */
    public VectorOperatorOptions exact(boolean yes) {
        slots.with("exact", yes);
        return this;
    }

    /**
     * Sets which documents count.
     *
     * @param operator an operator
     * @return this form
     */
    public VectorOperatorOptions filter(Bson operator) {
        slots.with("filter", Given.value("the operator", operator));
        return this;
    }

    /**
     * Changes the score of what it finds.
     *
     * @param score see {@link SearchScore}
     * @return this form
     */
    public VectorOperatorOptions score(Bson score) {
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
    public VectorOperatorOptions option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
