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
import dev.weft.error.Phase;
import dev.weft.error.PoolUnavailableException;
import dev.weft.error.TimedOutException;
import dev.weft.error.WriteConcernFailedException;
import dev.weft.protocol.transport.TransportException;
import dev.weft.topology.ServerType;
import org.jspecify.annotations.Nullable;

/**
 * Whether a failure is tried again, and which failure the user sees in the end (retryable reads and retryable writes specifications). Pure:
 * no clock, no thread, no server.
 */
final class RetryRules {
    /** What to do next. */
    sealed interface Decision {}

    /** Try again; {@code earlier} is what the next attempt has to be given. */
    record Again(MongoException earlier, boolean avoidServer) implements Decision {}

    /** The connection was gone before a byte of the command was sent: take another, nothing has been tried. */
    record SameAgain() implements Decision {}

    /** Throw this. */
    record GiveUp(MongoException failure) implements Decision {}

    /**
     * What is known when an attempt has failed.
     *
     * @param retry under which specification the command may be tried again; {@code NEVER} too when the user has turned that off
     * @param earlier what the attempts before have left to be thrown; null at the first
     * @param untilDeadline whether a timeout of the user's bounds the attempts, which otherwise are two
     * @param server what the server is; unknown when there was no connection
     * @param wireVersion the server's newest protocol; 0 when there was no connection
     * @param bounded whether a timeout or a deadline bounds the call; if none does, only the socket's own limit can have passed
     */
    record Facts(
            Operation.Retry retry,
            @Nullable MongoException earlier,
            boolean untilDeadline,
            ServerType server,
            int wireVersion,
            boolean bounded) {}

    /** MongoDB 4.4, the first that labels what may be retried itself. */
    private static final int LABELS_SINCE = 9;

    private RetryRules() {}

    static Decision decide(Facts facts, MongoException failure) {
        if (failure.getCause() instanceof TransportException.Perished) {
            return new SameAgain();
        }
        if (facts.retry == Operation.Retry.WRITE && isOursToLabel(facts, failure)) {
            ErrorLabel.add(failure, ErrorLabel.RETRYABLE_WRITE);
        }
        boolean triesLeft = facts.earlier == null || facts.untilDeadline;
        if (!triesLeft || !isRetryable(facts, failure)) {
            return new GiveUp(chosen(facts, failure));
        }
        // A router that failed is avoided; a member of a replica set only when it is overloaded, which has rules of its
        // own.
        return new Again(chosen(facts, failure), facts.server == ServerType.MONGOS);
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
        return switch (facts.retry) {
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
        MongoException earlier = facts.earlier;
        if (earlier == null || earlier == failure) {
            return failure;
        }
        boolean ended = failure instanceof TimedOutException || failure instanceof InterruptedCallException;
        boolean newest = ended || hasReachedServer(facts.retry, failure);
        MongoException kept = newest ? failure : earlier;
        kept.addSuppressed(newest ? earlier : failure);
        return kept;
    }

    /** Whether a failure shows that the command may have done something on a server. */
    private static boolean hasReachedServer(Operation.Retry retry, MongoException failure) {
        if (retry == Operation.Retry.WRITE && failure.hasLabel(ErrorLabel.NO_WRITES_PERFORMED)) {
            return false;
        }
        if (failure instanceof NetworkFailedException network) {
            return network.bytesSent();
        }
        return !(failure instanceof NoServerException
                || failure instanceof PoolUnavailableException
                || failure instanceof AuthFailedException);
    }
}
