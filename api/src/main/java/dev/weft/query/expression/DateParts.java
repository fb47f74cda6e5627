package dev.weft.query.expression;

import dev.weft.query.shape.Slots;

/** The form of {@link Expressions#dateFromParts} (server manual, {@code $dateFromParts}). */
public final class DateParts {
    final Slots slots = new Slots();

    DateParts() {}

    /**
     * Sets the year.
     *
     * @param value 1 to 9999
     * @return this form
     */
    public DateParts year(Object value) {
        slots.with("year", value);
        return this;
    }

    /**
     * Sets the month.
     *
     * @param value 1 unless set
     * @return this form
     */
    public DateParts month(Object value) {
        slots.with("month", value);
        return this;
    }

    /**
     * Sets the day of the month.
     *
     * @param value 1 unless set
     * @return this form
     */
    public DateParts day(Object value) {
        slots.with("day", value);
        return this;
    }

    /**
     * Sets the year of weeks by ISO 8601, instead of a year.
     *
     * @param value 1 to 9999
     * @return this form
     */
    public DateParts isoWeekYear(Object value) {
        slots.with("isoWeekYear", value);
        return this;
    }

    /**
     * Sets the week by ISO 8601.
     *
     * @param value 1 unless set
     * @return this form
     */
    public DateParts isoWeek(Object value) {
        slots.with("isoWeek", value);
        return this;
    }

    /**
     * Sets the day of the week by ISO 8601.
     *
     * @param value 1 (Monday) unless set
     * @return this form
     */
    public DateParts isoDayOfWeek(Object value) {
        slots.with("isoDayOfWeek", value);
        return this;
    }

    /**
     * Sets the hour.
     *
     * @param value 0 unless set
     * @return this form
     */
    public DateParts hour(Object value) {
        slots.with("hour", value);
        return this;
    }

    /**
     * Sets the minute.
     *
     * @param value 0 unless set
     * @return this form
     */
    public DateParts minute(Object value) {
        slots.with("minute", value);
        return this;
    }

    /**
     * Sets the second.
     *
     * @param value 0 unless set
     * @return this form
     */
    public DateParts second(Object value) {
        slots.with("second", value);
        return this;
    }

    /**
     * Sets the millisecond.
     *
     * @param value 0 unless set
     * @return this form
     */
    public DateParts millisecond(Object value) {
        slots.with("millisecond", value);
        return this;
    }

    /**
     * Sets the time zone.
     *
     * @param zone such as {@code "Europe/Oslo"} or {@code "+02:00"}; UTC unless set
     * @return this form
     */
    public DateParts timezone(Object zone) {
        slots.with("timezone", zone);
        return this;
    }

    /**
     * Sets a field that has no method here yet.
     *
     * @param field the field
     * @param value anything a codec can write
     * @return this form
     */
    public DateParts option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
