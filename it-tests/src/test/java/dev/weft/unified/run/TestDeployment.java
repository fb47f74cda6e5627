package dev.weft.unified.run;

import java.util.List;

/** A deployment that cases run on. */
public interface TestDeployment extends AutoCloseable {
    /** A connection string that reaches it. */
    String uri();

    /** What clients have sent since the last time that no driver may send, where the deployment watches for it; takes it. */
    default List<String> takeViolations() {
        return List.of();
    }

    /** Ends it, if it was started for the cases. */
    @Override
    void close();
}
