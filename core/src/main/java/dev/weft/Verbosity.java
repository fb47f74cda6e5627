package dev.weft;

/** How much an explanation of a query tells. */
public enum Verbosity {
    /** The plan that was chosen. */
    QUERY_PLANNER("queryPlanner"),
    /** The plan, and what running it cost. */
    EXECUTION_STATS("executionStats"),
    /** The same for the plans that were not chosen. */
    ALL_PLANS("allPlansExecution");

    private final String word;

    Verbosity(String word) {
        this.word = word;
    }

    /** {@return the word the server uses} */
    public String word() {
        return word;
    }
}
