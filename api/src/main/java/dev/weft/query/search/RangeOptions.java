package dev.weft.query.search;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import org.bson.conversions.Bson;

/** The form of {@link SearchOperators#range}: numbers, dates ({@link java.time.Instant}), texts or ObjectIds (MongoDB Search manual, {@code range}). */
public final class RangeOptions {
    final Slots slots = new Slots();

    RangeOptions() {}

    /**
     * Finds what is greater than a bound.
     *
     * @param bound the bound
     * @return this form
     */
    public RangeOptions gt(Object bound) {
        slots.with("gt", Given.value("the bound", bound));
        return this;
    }

    /**
     * Finds what is greater than or equal to a bound.
     *
     * @param bound the bound
     * @return this form
     */
    public RangeOptions gte(Object bound) {
        slots.with("gte", Given.value("the bound", bound));
        return this;
    }

    /**
     * Finds what is less than a bound.
     *
     * @param bound the bound
     * @return this form
     */
    public RangeOptions lt(Object bound) {
        slots.with("lt", Given.value("the bound", bound));
        return this;
    }

    /**
     * Finds what is less than or equal to a bound.
     *
     * @param bound the bound
     * @return this form
     */
    public RangeOptions lte(Object bound) {
        slots.with("lte", Given.value("the bound", bound));
        return this;
    }

    /**
     * Changes the score of what it finds.
     *
     * @param score see {@link SearchScore}
     * @return this form
     */
    public RangeOptions score(Bson score) {
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
    public RangeOptions option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
