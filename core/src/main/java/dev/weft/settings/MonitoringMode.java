package dev.weft.settings;

/** How servers are watched. */
public enum MonitoringMode {
    /** Servers that can report changes by themselves; the default. On function platforms they are polled. */
    AUTO("auto"),
    /** Servers report changes by themselves wherever they can. */
    STREAM("stream"),
    /** Servers are asked every heartbeat. */
    POLL("poll");

    private final String word;

    MonitoringMode(String word) {
        this.word = word;
    }

    /** {@return the word connection strings use} */
    public String word() {
        return word;
    }
}
