package dev.weft.unified.run;

/** A deployment that cases run on. */
public interface TestDeployment extends AutoCloseable {
    /** What its baseline is called, such as {@code standalone-8.0}; empty for one that has no baseline. */
    String name();

    /** A connection string that reaches it. */
    String uri();

    /** Ends it, if it was started for the cases. */
    @Override
    void close();
}
