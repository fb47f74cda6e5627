package dev.weft.error;

import dev.weft.ServerAddress;
import java.util.Optional;
import org.bson.BsonDocument;

/** The write was made, but is not yet, or may never be, as widely known as the write concern asks. */
@SuppressWarnings("serial")
public final class WriteConcernFailedException extends WriteFailedException {
    private final BsonDocument reply;

    /**
     * The failure a {@code writeConcernError} stands for.
     *
     * @param server who answered
     * @param error the value of {@code writeConcernError}
     * @param reply the reply it stands in
     */
    public WriteConcernFailedException(ServerAddress server, BsonDocument error, BsonDocument reply) {
        super(
                describe("the write was made, its write concern failed", server, error)
                        + "; check the health of the replica set before repeating the write",
                Optional.of(server),
                error,
                null);
        addLabels(CommandFailedException.labelsOf(reply));
        this.reply = reply;
    }

    /** {@return the whole reply that {@link #details()} stood in} */
    public BsonDocument reply() {
        return reply;
    }
}
