package dev.weft.error;

import dev.weft.ServerAddress;
import java.util.Optional;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/** The server answered that a write failed, or that it is not as widely known as asked. */
@SuppressWarnings("serial")
public sealed class WriteFailedException extends MongoException
        permits DuplicateKeyException,
                ValidationFailedException,
                WriteConcernFailedException,
                BulkWriteFailedException {
    private final int code;
    private final BsonDocument details;

    WriteFailedException(
            String message, Optional<ServerAddress> server, BsonDocument details, @Nullable Throwable cause) {
        super(message, server, cause);
        this.code = CommandFailedException.code(details);
        this.details = details;
    }

    /**
     * The failure one entry of {@code writeErrors}, or the failed reply of a find-and-change, stands for.
     *
     * @param server who answered
     * @param error the entry: {@code code}, {@code errmsg}, {@code errInfo} or {@code keyValue}
     * @return the failure, of the subtype its code calls for
     */
    public static WriteFailedException of(ServerAddress server, BsonDocument error) {
        int code = CommandFailedException.code(error);
        if (ErrorCodes.DUPLICATE_KEY.contains(code)) {
            return new DuplicateKeyException(server, error);
        }
        if (ErrorCodes.VALIDATION.contains(code)) {
            return new ValidationFailedException(server, error);
        }
        return new WriteFailedException(describe("write failed", server, error), Optional.of(server), error, null);
    }

    /** {@return the server's code; 0 when it gave none} */
    public final int code() {
        return code;
    }

    /** {@return all the server said about it} */
    public final BsonDocument details() {
        return details;
    }

    @Override
    public boolean retryable() {
        return labelledRetryable();
    }

    static String describe(String what, ServerAddress server, BsonDocument error) {
        return what + " on " + server + " with error " + CommandFailedException.code(error) + ": "
                + CommandFailedException.text(error, "errmsg");
    }
}
