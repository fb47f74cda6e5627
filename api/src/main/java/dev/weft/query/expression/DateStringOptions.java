package dev.weft.query.expression;

import dev.weft.query.shape.Slots;

/** The form of {@link StringExpression#dateFromString(java.util.function.Consumer)} (server manual, {@code $dateFromString}). */
public final class DateStringOptions {
    final Slots slots = new Slots();

    DateStringOptions() {}

    /**
     * Sets how the date is told.
     *
     * @param text such as {@code "%Y-%m-%d"}
     * @return this form
     */
    public DateStringOptions format(Object text) {
        slots.with("format", text);
        return this;
    }

    /**
     * Sets the time zone.
     *
     * @param zone such as {@code "Europe/Oslo"} or {@code "+02:00"}; UTC unless set
     * @return this form
     */
    public DateStringOptions timezone(Object zone) {
        slots.with("timezone", zone);
        return this;
    }

    /**
     * Sets what there is if the text tells no date; unless set, that is an error.
     *
     * @param value the value
     * @return this form
     */
    public DateStringOptions onError(Object value) {
        slots.with("onError", value);
        return this;
    }

    /**
     * Sets what there is if the text is null or missing; null unless set.
     *
     * @param value the value
     * @return this form
     */
    public DateStringOptions onNull(Object value) {
        slots.with("onNull", value);
        return this;
    }

    /**
     * Sets a field that has no method here yet.
     *
     * @param field the field
     * @param value anything a codec can write
     * @return this form
     */
    public DateStringOptions option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
