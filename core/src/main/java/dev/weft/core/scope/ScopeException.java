package dev.weft.core.scope;

import java.time.Duration;

/**
 * What a {@link Scope} itself has to say. Failures of forks are thrown as they are, unless they are checked exceptions.
 */
public abstract sealed class ScopeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private ScopeException(String message, Throwable cause) {
        super(message, cause);
    }

    private ScopeException(String message) {
        super(message);
    }

    /** The deadline given to {@code join} or {@code firstSuccess} passed; what still ran has been cancelled. */
    public static final class TimedOut extends ScopeException {
        private static final long serialVersionUID = 1;

        TimedOut(String scope, int running, Duration elapsed) {
            super("scope '" + scope + "' reached its deadline after " + elapsed.toMillis() + " ms with " + running
                    + " of its forks still running; they have been cancelled. Allow more time or fork less at once");
        }
    }

    /** The owner was interrupted while it waited. Its interrupt flag is set; what still ran has been cancelled. */
    public static final class Interrupted extends ScopeException {
        private static final long serialVersionUID = 1;

        Interrupted(String scope, int running) {
            super("interrupted while waiting for " + running + " forks of scope '" + scope
                    + "'; they have been cancelled");
        }
    }

    /** A fork threw a checked exception, which is the cause. */
    public static final class Failed extends ScopeException {
        private static final long serialVersionUID = 1;

        Failed(String scope, Throwable cause) {
            super("a fork of scope '" + scope + "' failed", cause);
        }
    }

    /** No fork of the scope has a result: all of them were cancelled, or there was none. */
    public static final class NoResult extends ScopeException {
        private static final long serialVersionUID = 1;

        NoResult(String scope) {
            super("no fork of scope '" + scope + "' has ended with a result");
        }
    }

    /** A fork was asked for after {@code cancel} or {@code close}. */
    public static final class Closed extends ScopeException {
        private static final long serialVersionUID = 1;

        Closed(String scope, String fork) {
            super("scope '" + scope + "' is closed and does not start '" + fork + "'");
        }
    }
}
