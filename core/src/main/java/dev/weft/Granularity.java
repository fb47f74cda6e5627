package dev.weft;

/** How far apart measurements of one series in a time series collection are, roughly (server manual, "Set Granularity for Time Series Data"). */
public enum Granularity {
    /** Seconds: a bucket spans an hour; what servers take unless told otherwise. */
    SECONDS("seconds"),
    /** Minutes: a bucket spans a day. */
    MINUTES("minutes"),
    /** Hours: a bucket spans thirty days. */
    HOURS("hours");

    private final String word;

    Granularity(String word) {
        this.word = word;
    }

    /** {@return the word the server uses} */
    public String word() {
        return word;
    }
}
