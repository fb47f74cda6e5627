package dev.weft.error;

import dev.weft.ServerAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calling thread was interrupted; its flag is still set. {@link Phase#REPLY} says that the command may still be carried out. */
@SuppressWarnings("serial")
public final class InterruptedCallException extends MongoException {
    private final Phase phase;

    /**
     * A call that was interrupted.
     *
     * @param phase what was being done
     * @param server the server concerned; empty when none was chosen yet
     * @param cause what noticed the interrupt; null when there is nothing more to know
     */
    public InterruptedCallException(Phase phase, Optional<ServerAddress> server, @Nullable Throwable cause) {
        super(
                "interrupted while " + phase.doing()
                        + server.map(address -> " (" + address + ")").orElse("")
                        + (phase.outcome().isEmpty() ? "" : "; " + phase.outcome()),
                server,
                cause);
        this.phase = phase;
    }

    /** {@return what was being done} */
    public Phase phase() {
        return phase;
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
