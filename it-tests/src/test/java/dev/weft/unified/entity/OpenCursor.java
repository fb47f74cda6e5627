package dev.weft.unified.entity;

import dev.weft.client.MongoCursor;
import dev.weft.error.MongoException;
import java.util.Optional;
import org.bson.BsonDocument;

/** A cursor whose command has been sent: the driver's {@code cursor()} sends it at once and takes no step ("createFindCursor"). */
public record OpenCursor(MongoCursor<BsonDocument> cursor) {
    /** One step: what is there, or one getMore. */
    public Optional<BsonDocument> step() {
        return cursor.tryNext();
    }

    /** Steps until there is a document; an error ends it too, and so does the end of the cursor. */
    public BsonDocument next() {
        return cursor.next();
    }

    /** Closes it; "test runners MUST suppress all errors when closing the cursor". */
    public void close() {
        try {
            cursor.close();
        } catch (MongoException asTheSpecificationDemands) {
            return;
        }
    }
}
