package dev.weft.core.execute;

import dev.weft.core.operation.Operation;
import dev.weft.error.AuthFailedException;
import dev.weft.error.CommandFailedException;
import dev.weft.error.ErrorCodes;
import dev.weft.error.ErrorLabel;
import dev.weft.error.InterruptedCallException;
import dev.weft.error.MongoException;
import dev.weft.error.NetworkFailedException;
import dev.weft.error.NoServerException;
import dev.weft.error.NotSupportedException;
import dev.weft.error.Phase;
import dev.weft.error.PoolUnavailableException;
import dev.weft.error.TimedOutException;
import dev.weft.error.WriteConcernFailedException;
import dev.weft.protocol.transport.TransportException;
import dev.weft.topology.ServerType;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a failure is tried again, and which failure the user sees in the end (retryable reads, retryable writes and client backpressure specifications). Pure:
 * no clock, no thread, no server.
 */
final class RetryRules {
    /** What to do next. */
    sealed interface Decision {}

    /**
     * Try again.
     *
     * @param past what the next attempt has to be given
     * @param avoidServer whether it rather goes to another server
     * @param pauseAtMostNanos a random part of this is to be waited before
     */
    record Again(Past past, boolean avoidServer, long pauseAtMostNanos) implements Decision {}

    /** The connection was gone before a byte of the command was sent: take another, nothing has been tried. */
    record SameAgain() implements Decision {}

    /** Throw this. */
    record GiveUp(MongoException failure) implements Decision {}

    /**
     * What the attempts before have left.
     *
     * @param earlier the failure to be thrown if the next attempt says nothing better; null before the first
     * @param retries how often it was tried again
     * @param overloaded whether one of them met an overloaded server, after which the number of retries has another limit
     * @param uncertain whether one of them may have been carried out
     */
    record Past(@Nullable MongoException earlier, int retries, boolean overloaded, boolean uncertain) {
        static final Past NONE = new Past(null, 0, false, false);
    }

    /**
     * What is known when an attempt has failed.
     *
     * @param policy how the command may be tried again
     * @param past what the attempts before have left
     * @param untilDeadline whether a timeout of the user's bounds the attempts, which otherwise are two
     * @param sharded whether there are routers to choose from
     * @param server what the server is; unknown when there was no connection
     * @param wireVersion the server's newest protocol; 0 when there was no connection
     * @param bounded whether a timeout or a deadline bounds the call; if none does, only the socket's own limit can have passed
     * @param perished how many connections of this attempt were gone before they were used
     * @param written whether the command was written to its end, before which nothing of it is sent
     */
    record Facts(
            RetryPolicy policy,
            Past past,
            boolean untilDeadline,
            boolean sharded,
            ServerType server,
            int wireVersion,
            boolean bounded,
            int perished,
            boolean written) {}

    /** MongoDB 4.4, the first that labels what may be retried itself. */
    private static final int LABELS_SINCE = 9;

    /** So many connections in a row end unused by chance no more: whatever is at the other end accepts them and hangs up. */
    static final int MOST_PERISHED = 10;

    private RetryRules() {}

    static Decision decide(Facts facts, MongoException failure) {
        if (failure.getCause() instanceof TransportException.Perished && facts.perished < MOST_PERISHED) {
            return new SameAgain();
        }
        if (facts.policy.retry() == Operation.Retry.WRITE && isOursToLabel(facts, failure)) {
            ErrorLabel.add(failure, ErrorLabel.RETRYABLE_WRITE);
        }
        boolean overload = Backoff.isOverload(failure);
        int retry = facts.past.retries + 1;
        if (retry > retriesAllowed(facts, overload) || !isRetryable(facts, failure)) {
            return new GiveUp(chosen(facts, failure));
        }
        var past = new Past(
                chosen(facts, failure),
                retry,
                facts.past.overloaded || overload,
                facts.past.uncertain || !Backoff.isRetryableOverload(failure));
        // A router that failed is always avoided; a member of a replica set only when it is overloaded and the user
        // wants that.
        boolean avoid = facts.sharded || (overload && facts.policy.retarget());
        return new Again(past, avoid, Backoff.atMostNanos(failure, retry));
    }

    /** Once a server was overloaded, every kind of retry counts towards the same limit, under a timeout as well. */
    private static int retriesAllowed(Facts facts, boolean overload) {
        if (overload || facts.past.overloaded) {
            return facts.policy.maxAdaptive();
        }
        return facts.untilDeadline ? Integer.MAX_VALUE : 1;
    }

    /** Whether the label that makes a write retryable is the driver's to add ("RetryableWriteError Labels"). */
    private static boolean isOursToLabel(Facts facts, MongoException failure) {
        if (isNetworkOrCleared(facts, failure)) {
            return true;
        }
        if (facts.wireVersion == 0 || facts.wireVersion >= LABELS_SINCE) {
            return false;
        }
        if (failure instanceof WriteConcernFailedException concern) {
            return facts.server != ServerType.MONGOS && ErrorCodes.RETRYABLE_WRITE.contains(concern.code());
        }
        return failure instanceof CommandFailedException refused && ErrorCodes.RETRYABLE_WRITE.contains(refused.code());
    }

    private static boolean isRetryable(Facts facts, MongoException failure) {
        if (facts.policy.afterOverload() && Backoff.isRetryableOverload(failure)) {
            return true;
        }
        return switch (facts.policy.retry()) {
            case NEVER -> false;
            case WRITE -> failure.hasLabel(ErrorLabel.RETRYABLE_WRITE);
            case READ -> isNetworkOrCleared(facts, failure) || isRetryableRefusal(failure);
        };
    }

    private static boolean isRetryableRefusal(MongoException failure) {
        return failure instanceof CommandFailedException refused && ErrorCodes.RETRYABLE_READ.contains(refused.code());
    }

    private static boolean isNetworkOrCleared(Facts facts, MongoException failure) {
        if (failure instanceof PoolUnavailableException pool) {
            return pool.reason() == PoolUnavailableException.Reason.CLEARED;
        }
        if (failure instanceof TimedOutException late) {
            // The limit of socketTimeoutMS ends an attempt, not the call: the specifications count it as a network
            // failure.
            return !facts.bounded && (late.phase() == Phase.SEND || late.phase() == Phase.REPLY);
        }
        return failure instanceof NetworkFailedException;
    }

    /**
     * The failure to throw of two: the newest that may have written, else the first. But that time is up, or that the caller was
     * interrupted, is always said as such.
     */
    private static MongoException chosen(Facts facts, MongoException failure) {
        MongoException earlier = facts.past.earlier;
        if (earlier == null || earlier == failure) {
            return failure;
        }
        boolean ended = failure instanceof TimedOutException || failure instanceof InterruptedCallException;
        boolean newest = ended || hasReachedServer(facts, failure);
        MongoException kept = newest ? failure : earlier;
        MongoException other = newest ? earlier : failure;
        // That no server was found has the server's last failure as its cause, which may be the very one that is kept.
        if (!leadsTo(other, kept)) {
            kept.addSuppressed(other);
        }
        return kept;
    }

    /** Whether who follows causes and suppressed failures from one comes to the other. */
    private static boolean leadsTo(Throwable from, Throwable to) {
        Set<Throwable> met = Collections.newSetFromMap(new IdentityHashMap<>());
        follow(from, met);
        return met.contains(to);
    }

    private static void follow(@Nullable Throwable from, Set<Throwable> met) {
        if (from != null && met.add(from)) {
            follow(from.getCause(), met);
            for (var suppressed : from.getSuppressed()) {
                follow(suppressed, met);
            }
        }
    }

    /** Whether a failure shows that the command may have done something on a server. */
    private static boolean hasReachedServer(Facts facts, MongoException failure) {
        if (!facts.written || (facts.policy.writes() && failure.hasLabel(ErrorLabel.NO_WRITES_PERFORMED))) {
            return false;
        }
        if (failure instanceof NetworkFailedException network) {
            return network.bytesSent();
        }
        // A message over the server's limit is written, and yet not sent. The others come of what is done before there
        // is a connection.
        return !(failure instanceof NotSupportedException
                || failure instanceof NoServerException
                || failure instanceof PoolUnavailableException
                || failure instanceof AuthFailedException);
    }
}
