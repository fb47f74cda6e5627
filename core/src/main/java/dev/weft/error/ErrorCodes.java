package dev.weft.error;

import java.util.Set;

/** The server's error codes that change what a driver does, in the sets the specifications name. */
public final class ErrorCodes {
    /** MaxTimeMSExpired: the server's own limit has passed. */
    public static final int MAX_TIME_EXPIRED = 50;
    /** ReauthenticationRequired: authenticate again on the same connection. */
    public static final int REAUTHENTICATION_REQUIRED = 391;
    /** WriteConcernFailed. */
    public static final int WRITE_CONCERN_FAILED = 64;

    /** A node that is recovering (discovery specification, "not writable primary and node is recovering"). */
    public static final Set<Integer> RECOVERING = Set.of(11600, 11602, 13436, 189, 91);
    /** A node that is no primary (same section). */
    public static final Set<Integer> NOT_PRIMARY = Set.of(10107, 13435, 10058);
    /** A node that shuts down: the pool is cleared too (same section). */
    public static final Set<Integer> SHUTDOWN = Set.of(11600, 91);
    /** Reads may be retried (retryable reads specification, "retryable error"). */
    public static final Set<Integer> RETRYABLE_READ =
            Set.of(134, 11600, 11602, 10107, 13435, 13436, 189, 91, 7, 6, 89, 9001, 262);
    /** Writes to servers before 4.4 may be retried (retryable writes specification, "retryable error"). */
    public static final Set<Integer> RETRYABLE_WRITE =
            Set.of(11600, 11602, 10107, 13435, 13436, 189, 91, 7, 6, 89, 9001, 262);
    /** The caller lacks a right or is nobody. */
    public static final Set<Integer> NOT_AUTHORIZED = Set.of(13, 18, 33, 8000);
    /** The cursor is gone. */
    public static final Set<Integer> CURSOR_LOST = Set.of(43, 237, 175);
    /** A unique index has the value already. */
    public static final Set<Integer> DUPLICATE_KEY = Set.of(11000, 11001, 12582);
    /** The collection's validator refused the document. */
    public static final Set<Integer> VALIDATION = Set.of(121);
    /** The time the server was given has passed. */
    public static final Set<Integer> TIMED_OUT = Set.of(MAX_TIME_EXPIRED);

    private ErrorCodes() {}
}
