package dev.weft.testbed;

/** What a test can need of a server. */
public enum Capability {
    /** Queries, updates, pipelines and their errors are MongoDB's own, not a re-implementation's. */
    REAL_SEMANTICS,
    /** Tests can look at what the server saw, and hold or delay commands. */
    OBSERVABLE,
    /** Logical sessions are accepted. */
    SESSIONS,
    /** {@code apiVersion} and its companions are checked. */
    STABLE_API,
    /** A hello can wait for changes and be streamed. */
    STREAMING_HELLO,
    /** Clients log in with SCRAM-SHA-256. */
    AUTHENTICATION
}
