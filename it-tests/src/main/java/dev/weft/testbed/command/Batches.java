package dev.weft.testbed.command;

import dev.weft.testbed.storage.Storage;
import dev.weft.testbed.wire.CommandFailure;
import dev.weft.testbed.wire.Frames;
import java.io.IOException;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt64;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** Results in batches (find, getMore and killCursors specification). */
final class Batches {
    /** Documents in a first batch when the client does not say (server manual, "Cursor Batches"). */
    static final int FIRST = 101;

    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private Batches() {}

    /** Runs a command of the storage and takes its cursor to the end. */
    static List<BsonDocument> all(Exchange x, BsonDocument command) {
        Storage storage = x.storage();
        BsonDocument reply = storage.run(x.database(), command);
        List<BsonDocument> all = new java.util.ArrayList<>();
        BsonDocument cursor = cursor(reply);
        cursor.getArray("firstBatch").forEach(document -> all.add(document.asDocument()));
        while (cursor.getNumber("id").longValue() != 0) {
            String namespace = cursor.getString("ns").getValue();
            BsonDocument more = new BsonDocument(
                            "getMore", new BsonInt64(cursor.getNumber("id").longValue()))
                    .append("collection", new BsonString(namespace.substring(namespace.indexOf('.') + 1)));
            cursor = cursor(storage.run(x.database(), more));
            cursor.getArray("nextBatch").forEach(document -> all.add(document.asDocument()));
            x.checkInterrupted();
        }
        return all;
    }

    private static BsonDocument cursor(BsonDocument reply) {
        if (!(reply.get("cursor") instanceof BsonDocument cursor)) {
            throw new CommandFailure(1, "the storage answered without a cursor: " + reply.toJson());
        }
        return cursor;
    }

    /** The reply of a command that opens a cursor. */
    static BsonDocument first(Exchange x, ServerCursor cursor, long batchSize, boolean single) throws IOException {
        BsonArray batch = take(cursor, batchSize);
        boolean filled = batch.size() >= batchSize;
        boolean tailable = cursor.manner().tail().isPresent();
        // A server that has filled the batch does not know yet whether there is more.
        boolean open = !single && (cursor.hasNext() || filled || tailable);
        if (!open) {
            x.node().cursors().kill(cursor.id());
        }
        return reply(cursor, open, "firstBatch", batch);
    }

    static BsonDocument next(Exchange x, ServerCursor cursor, long batchSize) throws IOException {
        cursor.refill();
        BsonArray batch = take(cursor, batchSize);
        boolean filled = batch.size() >= batchSize && !cursor.manner().endsAtLast();
        boolean open = cursor.hasNext() || filled || cursor.manner().tail().isPresent();
        if (!open) {
            x.node().cursors().kill(cursor.id());
        }
        return reply(cursor, open, "nextBatch", batch);
    }

    private static BsonArray take(ServerCursor cursor, long batchSize) {
        var batch = new BsonArray();
        long bytes = 0;
        while (cursor.hasNext() && batch.size() < batchSize) {
            bytes += Frames.size(cursor.peek());
            if (bytes > MOST_BYTES && !batch.isEmpty()) {
                break;
            }
            batch.add(cursor.next());
        }
        return batch;
    }

    private static BsonDocument reply(ServerCursor cursor, boolean open, String name, BsonArray batch) {
        return new BsonDocument(
                        "cursor",
                        new BsonDocument(name, batch)
                                .append("id", new BsonInt64(open ? cursor.id() : 0))
                                .append("ns", new BsonString(cursor.namespace())))
                .append("ok", new BsonDouble(1));
    }

    /** A number of documents that may not be negative. */
    static long size(@Nullable BsonValue value, String field, long unlessGiven) {
        if (!(value instanceof BsonNumber number)) {
            return unlessGiven;
        }
        if (number.longValue() < 0) {
            throw new CommandFailure(
                    51024, "BSON field '" + field + "' value must be >= 0, actual value '" + number.longValue() + "'");
        }
        return number.longValue();
    }
}
