package dev.weft.query.search;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;

/** The form of {@link SearchScoreExpression#gauss} (MongoDB Search manual, "gauss"). */
public final class GaussOptions {
    final Slots slots = new Slots();
    double undefined;

    GaussOptions() {}

    /**
     * Sets how near the origin nothing is taken off.
     *
     * @param distance 0 unless set
     * @return this form
     */
    public GaussOptions offset(double distance) {
        slots.with("offset", distance);
        return this;
    }

    /**
     * Sets what is left at the distance of the scale.
     *
     * @param rate more than 0 and less than 1; 0.5 unless set
     * @return this form
     * @throws IllegalArgumentException if it is out of range
     */
    public GaussOptions decay(double rate) {
        slots.with("decay", Given.within("the decay", rate, 0, 1));
        return this;
    }

    /**
     * Sets the number for documents without one.
     *
     * @param value 0 unless set
     * @return this form
     */
    public GaussOptions undefined(double value) {
        undefined = value;
        return this;
    }

    /**
     * Sets a field that has no method here yet.
     *
     * @param field the field
     * @param value anything a codec can write
     * @return this form
     */
    public GaussOptions option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
