package dev.weft.query.expression;

import dev.weft.query.shape.Slots;

/** The form of {@link DateExpression#dateToString(java.util.function.Consumer)} (server manual, {@code $dateToString}). */
public final class DateTextOptions {
    final Slots slots = new Slots();

    DateTextOptions() {}

    /**
     * Sets how the date is told.
     *
     * @param text such as {@code "%Y-%m-%d"}
     * @return this form
     */
    public DateTextOptions format(Object text) {
        slots.with("format", text);
        return this;
    }

    /**
     * Sets the time zone.
     *
     * @param zone such as {@code "Europe/Oslo"} or {@code "+02:00"}; UTC unless set
     * @return this form
     */
    public DateTextOptions timezone(Object zone) {
        slots.with("timezone", zone);
        return this;
    }

    /**
     * Sets what there is if the date is null or missing; null unless set.
     *
     * @param value the value
     * @return this form
     */
    public DateTextOptions onNull(Object value) {
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
    public DateTextOptions option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
