package dev.weft.benchmarks.shape;

/** What the calls of a run are like. */
enum Kind {
    /** No call has a deadline. */
    PLAIN,
    /** Every call has one, which is far away and never passes. */
    DEADLINE,
    /** The same, and some calls are answered at the moment when in the next kind their callers leave; nobody leaves. */
    SLOW,
    /** Every call has a near one, and some are answered after it: their callers leave. */
    LEAVE
}
