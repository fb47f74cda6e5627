package dev.weft.testbed;

/** What a test can need of a server. */
public enum Capability {
    /** One server by TCP, without login, TLS or compression: all that Weft can speak to yet. */
    PLAIN,
    /** Queries, updates, pipelines and their errors are MongoDB's own, not a re-implementation's. */
    REAL_SEMANTICS,
    /** Tests can look at what the server saw, and hold or delay commands. */
    OBSERVABLE,
    /** Logical sessions are accepted. */
    SESSIONS,
    /** What came with MongoDB 4.4, such as a comment on every command. */
    SINCE_4_4,
    /** What came with MongoDB 5.0, such as window functions. */
    SINCE_5_0,
    /** {@code apiVersion} and its companions are checked. */
    STABLE_API,
    /** A hello can wait for changes and be streamed. */
    STREAMING_HELLO,
    /** Clients log in with SCRAM-SHA-256. */
    AUTHENTICATION
}
