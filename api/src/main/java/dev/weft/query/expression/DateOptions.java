package dev.weft.query.expression;

import dev.weft.query.shape.Slots;

/** The form of {@link DateExpression#dateDiff} and {@link DateExpression#dateTrunc}. */
public final class DateOptions {
    final Slots slots = new Slots();

    DateOptions() {}

    /**
     * Sets the time zone.
     *
     * @param zone such as {@code "Europe/Oslo"} or {@code "+02:00"}; UTC unless set
     * @return this form
     */
    public DateOptions timezone(Object zone) {
        slots.with("timezone", zone);
        return this;
    }

    /**
     * Sets the first day of a week.
     *
     * @param day such as {@code "monday"}; Sunday unless set
     * @return this form
     */
    public DateOptions startOfWeek(Object day) {
        slots.with("startOfWeek", day);
        return this;
    }

    /**
     * Sets how many units make one.
     *
     * @param units positive; only for {@code $dateTrunc}
     * @return this form
     */
    public DateOptions binSize(Object units) {
        slots.with("binSize", units);
        return this;
    }

    /**
     * Sets a field that has no method here yet.
     *
     * @param field the field
     * @param value anything a codec can write
     * @return this form
     */
    public DateOptions option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
