package dev.weft.query;

import java.util.Locale;

/** The units in which the server counts time. */
public enum DateUnit {
    /** 365 or 366 days. */
    YEAR,
    /** Three months. */
    QUARTER,
    /** 28 to 31 days. */
    MONTH,
    /** Seven days. */
    WEEK,
    /** 24 hours, but where clocks change. */
    DAY,
    /** 60 minutes. */
    HOUR,
    /** 60 seconds. */
    MINUTE,
    /** 1000 milliseconds. */
    SECOND,
    /** The finest the server keeps. */
    MILLISECOND;

    /** {@return the server's word, such as {@code "day"}} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
