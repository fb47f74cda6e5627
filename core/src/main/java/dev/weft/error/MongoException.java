package dev.weft.error;

import dev.weft.ServerAddress;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can happen to a correct program that talks to MongoDB, by cause. The first level is frozen for a major version,
 * so that a {@code switch} over it stays exhaustive; the levels below may grow. Misuse of the API is reported by the
 * exceptions of the JDK instead, and never retried.
 */
@SuppressWarnings("serial") // Failures are read where they happen; addresses and labels are not sent over wires.
public abstract sealed class MongoException extends RuntimeException
        permits CommandFailedException,
                WriteFailedException,
                NetworkFailedException,
                TimedOutException,
                NoServerException,
                PoolUnavailableException,
                AuthFailedException,
                BadConfigException,
                ProtocolBrokenException,
                MappingFailedException,
                EncryptionFailedException,
                GridFsFailedException,
                NotSupportedException,
                InterruptedCallException {
    private final Optional<ServerAddress> server;
    // Replaced, never changed in place; changed only by the thread that is about to throw.
    private Set<String> labels = Set.of();

    MongoException(String message, Optional<ServerAddress> server, @Nullable Throwable cause) {
        super(message, cause);
        this.server = server;
    }

    /** {@return the labels that say how to react, in the server's words; see {@link ErrorLabel}} */
    public final Set<String> labels() {
        return labels;
    }

    /**
     * Whether this failure carries a label.
     *
     * @param label one of {@link ErrorLabel} or another word of the server
     * @return whether it is there
     */
    public final boolean hasLabel(String label) {
        return labels.contains(label);
    }

    /** {@return the server concerned; empty when none was} */
    public final Optional<ServerAddress> server() {
        return server;
    }

    /**
     * Whether the same call may succeed later. Where the specifications allow it, the driver has retried already.
     *
     * @return whether another try by the program makes sense
     */
    public abstract boolean retryable();

    final void addLabel(String label) {
        addLabels(Set.of(label));
    }

    final void addLabels(Collection<String> more) {
        if (!labels.containsAll(more)) {
            Set<String> all = new LinkedHashSet<>(labels);
            all.addAll(more);
            labels = Collections.unmodifiableSet(all);
        }
    }

    final void removeLabel(String label) {
        Set<String> rest = new LinkedHashSet<>(labels);
        rest.remove(label);
        labels = Collections.unmodifiableSet(rest);
    }

    final boolean labelledRetryable() {
        return hasLabel(ErrorLabel.RETRYABLE_WRITE)
                || hasLabel(ErrorLabel.RETRYABLE)
                || hasLabel(ErrorLabel.TRANSIENT_TRANSACTION);
    }
}
