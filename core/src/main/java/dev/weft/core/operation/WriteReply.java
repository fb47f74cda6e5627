package dev.weft.core.operation;

import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Part;
import dev.weft.core.connection.Reply;
import dev.weft.error.ErrorLabel;
import dev.weft.error.MongoException;
import dev.weft.error.WriteConcernFailedException;
import dev.weft.error.WriteFailedException;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** What the reply to a write says besides its counts. All of it is rare, so it is read from a tree. */
final class WriteReply {
    private WriteReply() {}

    /** Throws what has failed of one write. */
    static void check(Reply reply, ConnectionDescription from) {
        if (reply.has(Part.WRITE_ERRORS) || reply.has(Part.WRITE_CONCERN_ERROR)) {
            throw failure(reply, from);
        }
    }

    /** The id of the document that was inserted because none matched. */
    static Optional<BsonValue> upsertedId(Reply reply) {
        BsonArray upserted = upserted(reply);
        return !upserted.isEmpty() && upserted.get(0) instanceof BsonDocument first
                ? Optional.ofNullable(first.get("_id"))
                : Optional.empty();
    }

    static BsonArray upserted(Reply reply) {
        return reply.isArray(Part.UPSERTED) ? array(reply.tree(), "upserted") : new BsonArray();
    }

    static BsonArray writeErrors(Reply reply) {
        return reply.isArray(Part.WRITE_ERRORS) ? array(reply.tree(), "writeErrors") : new BsonArray();
    }

    /** What became of the write concern, or null when it was met. */
    static @Nullable WriteConcernFailedException writeConcernFailure(Reply reply, ConnectionDescription from) {
        if (!reply.isDocument(Part.WRITE_CONCERN_ERROR)) {
            return null;
        }
        BsonDocument tree = reply.tree();
        return new WriteConcernFailedException(from.server(), tree.getDocument("writeConcernError"), tree);
    }

    private static MongoException failure(Reply reply, ConnectionDescription from) {
        WriteConcernFailedException concern = writeConcernFailure(reply, from);
        BsonArray errors = writeErrors(reply);
        if (errors.isEmpty() && concern != null) {
            return concern;
        }
        BsonDocument first = !errors.isEmpty() && errors.get(0) instanceof BsonDocument error ? error : reply.tree();
        WriteFailedException failure = WriteFailedException.of(from.server(), first);
        if (concern != null) {
            failure.addSuppressed(concern);
            concern.labels().forEach(label -> ErrorLabel.add(failure, label));
        }
        return failure;
    }

    static long number(BsonDocument tree, String name) {
        return tree.get(name) instanceof BsonNumber number ? number.longValue() : 0;
    }

    static BsonArray array(BsonDocument tree, String name) {
        return tree.get(name) instanceof BsonArray array ? array : new BsonArray();
    }
}
