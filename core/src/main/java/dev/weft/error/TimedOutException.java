package dev.weft.error;

import dev.weft.ServerAddress;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The deadline of a call, a handle, a time box or a scope has passed. */
@SuppressWarnings("serial")
public final class TimedOutException extends MongoException {
    private final Phase phase;
    private final Duration allowed;
    private final Duration elapsed;

    /**
     * A deadline that has passed.
     *
     * @param phase what was being done
     * @param allowed how long the call might take
     * @param elapsed how long it took until it gave up
     * @param server the server concerned; empty when none was chosen yet
     * @param cause what went wrong before, such as the pool's or the server's word; null when time simply passed
     */
    public TimedOutException(
            Phase phase,
            Duration allowed,
            Duration elapsed,
            Optional<ServerAddress> server,
            @Nullable Throwable cause) {
        super(
                "timed out while " + phase.doing()
                        + server.map(address -> " (" + address + ")").orElse("") + " after " + elapsed.toMillis()
                        + " ms, allowed were " + allowed.toMillis() + " ms; " + advice(phase)
                        + (cause == null ? "" : "; before that: " + cause.getMessage()),
                server,
                cause);
        this.phase = phase;
        this.allowed = allowed;
        this.elapsed = elapsed;
    }

    /** {@return what was being done} */
    public Phase phase() {
        return phase;
    }

    /** {@return how long the call might take} */
    public Duration allowed() {
        return allowed;
    }

    /** {@return how long it took until it gave up} */
    public Duration elapsed() {
        return elapsed;
    }

    @Override
    public boolean retryable() {
        return true;
    }

    private static String advice(Phase phase) {
        return switch (phase) {
            case SELECT -> "check that the servers run and match the read preference";
            case CHECKOUT -> "raise maxPoolSize, or make fewer calls at once";
            case CONNECT -> "check that the server can be reached from here, or raise connectTimeoutMS";
            case SEND -> "allow more time, or send less; " + phase.outcome();
            case REPLY ->
                "allow more time, or make the command cheaper (an index, a smaller batch); " + phase.outcome();
            case BACKOFF -> "the server asked for fewer calls: allow more time, or send less";
            case COMMIT -> "it is not known whether the transaction was committed: commit again";
            case SCOPE -> "allow more time, or run fewer tasks";
        };
    }
}
