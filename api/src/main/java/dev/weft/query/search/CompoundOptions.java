package dev.weft.query.search;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import org.bson.conversions.Bson;

/** The form of {@link SearchOperators#compound} (MongoDB Search manual, {@code compound}). */
public final class CompoundOptions {
    final Slots slots = new Slots();

    CompoundOptions() {}

    /**
     * Sets what all must match; it counts for the score.
     *
     * @param operators at least one
     * @return this form
     * @throws IllegalArgumentException if there is none
     */
    public CompoundOptions must(Bson... operators) {
        slots.with("must", Given.some("the operators", operators));
        return this;
    }

    /**
     * Sets what none may match.
     *
     * @param operators at least one
     * @return this form
     * @throws IllegalArgumentException if there is none
     */
    public CompoundOptions mustNot(Bson... operators) {
        slots.with("mustNot", Given.some("the operators", operators));
        return this;
    }

    /**
     * Sets what counts for the score.
     *
     * @param operators at least one
     * @return this form
     * @throws IllegalArgumentException if there is none
     */
    public CompoundOptions should(Bson... operators) {
        slots.with("should", Given.some("the operators", operators));
        return this;
    }

    /**
     * Sets what all must match; it does not count for the score.
     *
     * @param operators at least one
     * @return this form
     * @throws IllegalArgumentException if there is none
     */
    public CompoundOptions filter(Bson... operators) {
        slots.with("filter", Given.some("the operators", operators));
        return this;
    }

    /**
     * Sets how many of {@code should} must match.
     *
     * @param operators not negative; 0 unless set
     * @return this form
     * @throws IllegalArgumentException if it is negative
     */
    public CompoundOptions minimumShouldMatch(int operators) {
        slots.with("minimumShouldMatch", Given.notNegative("minimumShouldMatch", operators));
        return this;
    }

    /**
     * Changes the score of what it finds.
     *
     * @param score see {@link SearchScore}
     * @return this form
     */
    public CompoundOptions score(Bson score) {
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
    public CompoundOptions option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
