package dev.weft.core.operation;

import dev.weft.core.connection.ConnectionDescription;
import dev.weft.error.WriteFailedException;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/** Documents that no server would store. */
final class TooLarge {
    private static final int OBJECT_TOO_LARGE = 10334;

    private TooLarge() {}

    /** The failure that the server would answer with, told before anything is sent. */
    static WriteFailedException failure(int size, int most, ConnectionDescription to) {
        return WriteFailedException.of(
                to.server(),
                new BsonDocument("code", new BsonInt32(OBJECT_TOO_LARGE))
                        .append("codeName", new BsonString("BSONObjectTooLarge"))
                        .append(
                                "errmsg",
                                new BsonString("the document has " + size + " bytes, this server takes at most "
                                        + most
                                        + "; nothing of it was sent: split it, or store large parts in GridFS")));
    }
}
