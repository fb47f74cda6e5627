package dev.weft.testbed.command;

import dev.weft.testbed.fault.CommandFault;
import dev.weft.testbed.strict.Trait;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonString;

/** What a member adds to a reply that is an error or has one in it, by the error's code. */
public final class ErrorLabels {
    /** Retryable writes specification, "RetryableWriteError Labels". */
    private static final Set<Integer> RETRYABLE =
            Set.of(11600, 11602, 10107, 13435, 13436, 189, 91, 7, 6, 89, 9001, 262);

    /** SDAM specification, "not writable primary" and "node is recovering", but for those that say that it shuts down. */
    private static final Set<Integer> STATE_CHANGE = Set.of(10107, 13435, 13436, 10058, 11602, 189);

    /** SDAM specification, "node is shutting down". */
    private static final Set<Integer> SHUTDOWN = Set.of(11600, 91);

    private ErrorLabels() {}

    /**
     * Adds {@code errorLabels} as a member of this version does, and {@code topologyVersion}: from 4.4 on a write that may be sent
     * again is labelled so, and from 6.0 on it is also said when it has written nothing (retryable writes specification,
     * "Determining Retryable Errors" and "Original Error and NoWritesPerformed"; SERVER-66479).
     */
    public static void append(Exchange x, BsonDocument reply, Optional<CommandFault> fault) {
        int code = code(reply);
        int concernCode = reply.get("writeConcernError") instanceof BsonDocument error ? code(error) : 0;
        if (code == 0 && concernCode == 0) {
            return;
        }
        boolean replicated = x.node().standing().replicated();
        boolean router = x.node().standing().isRouter();
        if (fault.isPresent() && fault.get().errorLabels().isPresent()) {
            BsonArray labels = fault.get().errorLabels().get();
            if (!labels.isEmpty()) {
                reply.append("errorLabels", labels.clone());
            }
        } else if (router) {
            tellOfRouter(x, reply, code, fault);
        } else if (replicated
                && x.node().atLeast(4, 4)
                && x.txnNumber().isPresent()
                && x.shape().is(Trait.RETRYABLE)
                && (RETRYABLE.contains(code) || RETRYABLE.contains(concernCode))) {
            var labels = new BsonArray(List.of(new BsonString("RetryableWriteError")));
            if (code != 0 && x.node().atLeast(6, 0) && x.wrote().isEmpty()) {
                labels.add(new BsonString("NoWritesPerformed"));
            }
            reply.append("errorLabels", labels);
        }
        boolean stateChange = STATE_CHANGE.contains(code) || STATE_CHANGE.contains(concernCode);
        if (replicated && !router && stateChange && x.node().atLeast(4, 4)) {
            reply.append("topologyVersion", x.node().standing().topologyVersion());
        }
    }

    /**
     * A router labels its own end and nothing else, and then tells its topology version, too: whether what came from a shard is worth
     * another try, it has tried itself. Nor does it pass on that nothing was written (retryable writes specification,
     * "RetryableWriteError Labels" and test 6; the server's own tests {@code retryable_write_error_labels.js} and
     * {@code mongos_insert_fails_with_shutdown.js}).
     */
    private static void tellOfRouter(Exchange x, BsonDocument reply, int code, Optional<CommandFault> fault) {
        if (fault.isPresent() || !SHUTDOWN.contains(code) || !x.node().atLeast(4, 4)) {
            return;
        }
        if (x.node().shutdown().remainingMillis().isPresent()) {
            reply.append("topologyVersion", x.node().standing().topologyVersion());
        }
        if (x.txnNumber().isPresent() && x.shape().is(Trait.RETRYABLE)) {
            reply.append("errorLabels", new BsonArray(List.of(new BsonString("RetryableWriteError"))));
        }
    }

    private static int code(BsonDocument error) {
        return error.get("code") instanceof BsonNumber number ? number.intValue() : 0;
    }
}
