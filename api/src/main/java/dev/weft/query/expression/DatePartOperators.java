package dev.weft.query.expression;

/** The parts of dates. Users call these as methods of {@link DateExpression}, which would be too long a file. */
interface DatePartOperators {
    /** {@return its year, in UTC (server manual, {@code $year})} */
    default NumberExpression year() {
        return Nodes.number(Nodes.call("$year", this));
    }

    /**
     * {@return its year, in a time zone such as {@code "Europe/Oslo"} (server manual, {@code $year})}
     *
     * @param timezone an Olson name, an offset from UTC such as {@code "+02:00"}, or an expression for one
     */
    default NumberExpression year(Object timezone) {
        return Nodes.number(Nodes.call("$year", Nodes.zoned(this, timezone)));
    }

    /** {@return its month, 1 to 12, in UTC (server manual, {@code $month})} */
    default NumberExpression month() {
        return Nodes.number(Nodes.call("$month", this));
    }

    /**
     * {@return its month, 1 to 12, in a time zone such as {@code "Europe/Oslo"} (server manual, {@code $month})}
     *
     * @param timezone an Olson name, an offset from UTC such as {@code "+02:00"}, or an expression for one
     */
    default NumberExpression month(Object timezone) {
        return Nodes.number(Nodes.call("$month", Nodes.zoned(this, timezone)));
    }

    /** {@return its day of the month, 1 to 31, in UTC (server manual, {@code $dayOfMonth})} */
    default NumberExpression dayOfMonth() {
        return Nodes.number(Nodes.call("$dayOfMonth", this));
    }

    /**
     * {@return its day of the month, 1 to 31, in a time zone such as {@code "Europe/Oslo"} (server manual, {@code $dayOfMonth})}
     *
     * @param timezone an Olson name, an offset from UTC such as {@code "+02:00"}, or an expression for one
     */
    default NumberExpression dayOfMonth(Object timezone) {
        return Nodes.number(Nodes.call("$dayOfMonth", Nodes.zoned(this, timezone)));
    }

    /** {@return its day of the week, 1 (Sunday) to 7, in UTC (server manual, {@code $dayOfWeek})} */
    default NumberExpression dayOfWeek() {
        return Nodes.number(Nodes.call("$dayOfWeek", this));
    }

    /**
     * {@return its day of the week, 1 (Sunday) to 7, in a time zone such as {@code "Europe/Oslo"} (server manual, {@code $dayOfWeek})}
     *
     * @param timezone an Olson name, an offset from UTC such as {@code "+02:00"}, or an expression for one
     */
    default NumberExpression dayOfWeek(Object timezone) {
        return Nodes.number(Nodes.call("$dayOfWeek", Nodes.zoned(this, timezone)));
    }

    /** {@return its day of the year, 1 to 366, in UTC (server manual, {@code $dayOfYear})} */
    default NumberExpression dayOfYear() {
        return Nodes.number(Nodes.call("$dayOfYear", this));
    }

    /**
     * {@return its day of the year, 1 to 366, in a time zone such as {@code "Europe/Oslo"} (server manual, {@code $dayOfYear})}
     *
     * @param timezone an Olson name, an offset from UTC such as {@code "+02:00"}, or an expression for one
     */
    default NumberExpression dayOfYear(Object timezone) {
        return Nodes.number(Nodes.call("$dayOfYear", Nodes.zoned(this, timezone)));
    }

    /** {@return its week of the year, 0 to 53, in UTC (server manual, {@code $week})} */
    default NumberExpression week() {
        return Nodes.number(Nodes.call("$week", this));
    }

    /**
     * {@return its week of the year, 0 to 53, in a time zone such as {@code "Europe/Oslo"} (server manual, {@code $week})}
     *
     * @param timezone an Olson name, an offset from UTC such as {@code "+02:00"}, or an expression for one
     */
    default NumberExpression week(Object timezone) {
        return Nodes.number(Nodes.call("$week", Nodes.zoned(this, timezone)));
    }

    /** {@return its week by ISO 8601, 1 to 53, in UTC (server manual, {@code $isoWeek})} */
    default NumberExpression isoWeek() {
        return Nodes.number(Nodes.call("$isoWeek", this));
    }

    /**
     * {@return its week by ISO 8601, 1 to 53, in a time zone such as {@code "Europe/Oslo"} (server manual, {@code $isoWeek})}
     *
     * @param timezone an Olson name, an offset from UTC such as {@code "+02:00"}, or an expression for one
     */
    default NumberExpression isoWeek(Object timezone) {
        return Nodes.number(Nodes.call("$isoWeek", Nodes.zoned(this, timezone)));
    }

    /** {@return the year its week by ISO 8601 belongs to, in UTC (server manual, {@code $isoWeekYear})} */
    default NumberExpression isoWeekYear() {
        return Nodes.number(Nodes.call("$isoWeekYear", this));
    }

    /**
     * {@return the year its week by ISO 8601 belongs to, in a time zone such as {@code "Europe/Oslo"} (server manual, {@code $isoWeekYear})}
     *
     * @param timezone an Olson name, an offset from UTC such as {@code "+02:00"}, or an expression for one
     */
    default NumberExpression isoWeekYear(Object timezone) {
        return Nodes.number(Nodes.call("$isoWeekYear", Nodes.zoned(this, timezone)));
    }

    /** {@return its day of the week by ISO 8601, 1 (Monday) to 7, in UTC (server manual, {@code $isoDayOfWeek})} */
    default NumberExpression isoDayOfWeek() {
        return Nodes.number(Nodes.call("$isoDayOfWeek", this));
    }

    /**
     * {@return its day of the week by ISO 8601, 1 (Monday) to 7, in a time zone such as {@code "Europe/Oslo"} (server manual, {@code $isoDayOfWeek})}
     *
     * @param timezone an Olson name, an offset from UTC such as {@code "+02:00"}, or an expression for one
     */
    default NumberExpression isoDayOfWeek(Object timezone) {
        return Nodes.number(Nodes.call("$isoDayOfWeek", Nodes.zoned(this, timezone)));
    }

    /** {@return its hour, 0 to 23, in UTC (server manual, {@code $hour})} */
    default NumberExpression hour() {
        return Nodes.number(Nodes.call("$hour", this));
    }

    /**
     * {@return its hour, 0 to 23, in a time zone such as {@code "Europe/Oslo"} (server manual, {@code $hour})}
     *
     * @param timezone an Olson name, an offset from UTC such as {@code "+02:00"}, or an expression for one
     */
    default NumberExpression hour(Object timezone) {
        return Nodes.number(Nodes.call("$hour", Nodes.zoned(this, timezone)));
    }

    /** {@return its minute, 0 to 59, in UTC (server manual, {@code $minute})} */
    default NumberExpression minute() {
        return Nodes.number(Nodes.call("$minute", this));
    }

    /**
     * {@return its minute, 0 to 59, in a time zone such as {@code "Europe/Oslo"} (server manual, {@code $minute})}
     *
     * @param timezone an Olson name, an offset from UTC such as {@code "+02:00"}, or an expression for one
     */
    default NumberExpression minute(Object timezone) {
        return Nodes.number(Nodes.call("$minute", Nodes.zoned(this, timezone)));
    }

    /** {@return its second, 0 to 60, in UTC (server manual, {@code $second})} */
    default NumberExpression second() {
        return Nodes.number(Nodes.call("$second", this));
    }

    /**
     * {@return its second, 0 to 60, in a time zone such as {@code "Europe/Oslo"} (server manual, {@code $second})}
     *
     * @param timezone an Olson name, an offset from UTC such as {@code "+02:00"}, or an expression for one
     */
    default NumberExpression second(Object timezone) {
        return Nodes.number(Nodes.call("$second", Nodes.zoned(this, timezone)));
    }

    /** {@return its millisecond, 0 to 999, in UTC (server manual, {@code $millisecond})} */
    default NumberExpression millisecond() {
        return Nodes.number(Nodes.call("$millisecond", this));
    }

    /**
     * {@return its millisecond, 0 to 999, in a time zone such as {@code "Europe/Oslo"} (server manual, {@code $millisecond})}
     *
     * @param timezone an Olson name, an offset from UTC such as {@code "+02:00"}, or an expression for one
     */
    default NumberExpression millisecond(Object timezone) {
        return Nodes.number(Nodes.call("$millisecond", Nodes.zoned(this, timezone)));
    }
}
