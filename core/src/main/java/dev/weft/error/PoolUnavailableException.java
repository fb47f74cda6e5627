package dev.weft.error;

import dev.weft.PoolUsage;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pool gave no connection: the line did not move, was full, or the pool was cleared or closed. */
@SuppressWarnings("serial")
public final class PoolUnavailableException extends MongoException {
    /** Why the pool gave no connection. */
    public enum Reason {
        /** The line did not move within waitQueueTimeoutMS. */
        TIMED_OUT("no connection became free", "raise maxPoolSize, make fewer calls at once, or look for slow ones"),
        /** More callers wait than maxWaiters allows. */
        TOO_MANY_WAITERS("the line is full", "make fewer calls at once, or raise maxWaiters or maxPoolSize"),
        /** The pool was cleared, because its server could not be reached. */
        CLEARED("the pool was cleared after a failure of its server", "the call may be repeated"),
        /** The pool is closed. */
        CLOSED("the pool is closed", "its server left the deployment, or the client is being closed");

        private final String what;
        private final String advice;

        Reason(String what, String advice) {
            this.what = what;
            this.advice = advice;
        }
    }

    private final Reason reason;
    private final PoolUsage usage;
    private final Duration waited;

    /**
     * A checkout that got nothing.
     *
     * @param reason why
     * @param usage what the connections are doing
     * @param waited how long was waited
     * @param cause what cleared the pool; null when nothing did
     */
    public PoolUnavailableException(Reason reason, PoolUsage usage, Duration waited, @Nullable Throwable cause) {
        super(
                reason.what + " after " + waited.toMillis() + " ms; " + usage + "; " + reason.advice
                        + (cause == null ? "" : "; cause: " + cause.getMessage()),
                Optional.of(usage.server()),
                cause);
        this.reason = reason;
        this.usage = usage;
        this.waited = waited;
    }

    /** {@return why} */
    public Reason reason() {
        return reason;
    }

    /** {@return what the connections were doing} */
    public PoolUsage usage() {
        return usage;
    }

    /** {@return how long was waited} */
    public Duration waited() {
        return waited;
    }

    @Override
    public boolean retryable() {
        return reason != Reason.CLOSED;
    }
}
