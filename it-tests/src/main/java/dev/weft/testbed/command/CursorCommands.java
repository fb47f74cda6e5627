package dev.weft.testbed.command;

import dev.weft.testbed.fault.FailPoints;
import dev.weft.testbed.replica.ReplicaSet;
import dev.weft.testbed.session.LogicalSession;
import dev.weft.testbed.wire.CommandFailure;
import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt64;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;

/** The commands that go on with a cursor or end it. */
final class CursorCommands {
    private static final long AWAIT_MILLIS = 1000;
    private static final long LOOK_NANOS = 2_000_000;

    private CursorCommands() {}

    static void register(Map<String, Handler> handlers) {
        handlers.put("getMore", CursorCommands::getMore);
        handlers.put("killCursors", CursorCommands::killCursors);
    }

    private static BsonDocument getMore(Exchange x) throws IOException {
        if (!(x.arguments().get("getMore") instanceof BsonInt64 id)
                || !(x.arguments().get("collection") instanceof BsonString)) {
            throw CommandFailure.typeMismatch("getMore.getMore", "long");
        }
        int timeout = x.node().parameters().number("cursorTimeoutMillis");
        ServerCursor cursor = x.node()
                .cursors()
                .find(id.getValue(), timeout)
                .orElseThrow(() -> new CommandFailure(43, "cursor id " + id.getValue() + " not found"));
        checkOwner(x, cursor);
        if (!cursor.checkOut()) {
            throw new CommandFailure(12051, "cursor id " + cursor.id() + " is already in use");
        }
        try {
            failOnDemand(x);
            return more(x, cursor);
        } catch (CommandFailure failure) {
            // A getMore that fails leaves no cursor behind.
            x.node().cursors().kill(cursor.id());
            throw failure;
        } finally {
            cursor.checkIn();
        }
    }

    private static BsonDocument more(Exchange x, ServerCursor cursor) throws IOException {
        long batchSize = Batches.size(x.arguments().get("batchSize"), "batchSize", 0);
        long most = batchSize == 0 ? Long.MAX_VALUE : batchSize;
        BsonValue time = x.request().command().get("maxTimeMS");
        long millis = time instanceof BsonNumber number ? number.longValue() : AWAIT_MILLIS;
        cursor.refill();
        if (cursor.manner().awaitsData() && !cursor.hasNext()) {
            awaitData(x, cursor, millis);
        } else if (!cursor.manner().awaitsData()
                && time != null
                && cursor.manner().tail().isEmpty()) {
            x.limit(millis == 0 ? Integer.MAX_VALUE : millis);
        }
        return Batches.next(x, cursor, most);
    }

    /** Server manual, "Tailable Cursors": waits for data, but not longer than maxTimeMS or one second. */
    private static void awaitData(Exchange x, ServerCursor cursor, long millis) throws IOException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (!cursor.hasNext() && System.nanoTime() < end) {
            long seen = x.node().writes().count();
            cursor.refill();
            if (!cursor.hasNext()) {
                // A member that lags gets its data with time, which rings no bell.
                boolean lags =
                        x.node().standing().set().filter(ReplicaSet::lags).isPresent();
                long rest = end - System.nanoTime();
                x.await(
                        x.node().writes().bell(),
                        lags ? Math.min(rest, LOOK_NANOS) : rest,
                        () -> x.node().writes().count() != seen);
            }
        }
    }

    private static void checkOwner(Exchange x, ServerCursor cursor) {
        if (!cursor.namespace().equals(x.namespace())) {
            throw new CommandFailure(
                    13,
                    "Requested getMore on namespace '" + x.namespace()
                            + "', but cursor belongs to a different namespace " + cursor.namespace());
        }
        Optional<BsonDocument> lsid = x.session().map(LogicalSession::lsid);
        if (!lsid.equals(cursor.lsid())) {
            // Sessions specification, "Sessions and Cursors": the same session for the whole life of a cursor.
            x.node().violations().add("cursor-session", x.request().command(), "opened in " + cursor.lsid());
            throw new CommandFailure(
                    lsid.isEmpty() ? 50737 : cursor.lsid().isEmpty() ? 50736 : 50738,
                    "Cannot run getMore on cursor " + cursor.id() + ", which was created in session " + cursor.lsid()
                            + ", in session " + lsid);
        }
    }

    /** The fail point {@code failGetMoreAfterCursorCheckout}, as the specifications' change stream tests use it. */
    private static void failOnDemand(Exchange x) throws IOException {
        Optional<BsonDocument> data = x.node().failPoints().on(FailPoints.FAIL_GET_MORE);
        if (data.isEmpty()) {
            return;
        }
        if (data.get().getBoolean("closeConnection", BsonBoolean.FALSE).getValue()) {
            x.client().cut();
            throw new EOFException("the connection was closed on purpose");
        }
        if (data.get().get("errorCode") instanceof BsonNumber code) {
            throw new CommandFailure(
                    code.intValue(), "Hit the 'failGetMoreAfterCursorCheckout' failpoint on " + x.namespace());
        }
    }

    private static BsonDocument killCursors(Exchange x) {
        var killed = new BsonArray();
        var notFound = new BsonArray();
        if (!(x.arguments().get("cursors") instanceof BsonArray ids) || ids.isEmpty()) {
            throw CommandFailure.badValue("Field 'cursors' must be a non-empty array");
        }
        for (BsonValue id : ids) {
            boolean found = id instanceof BsonInt64 number && x.node().cursors().kill(number.getValue());
            (found ? killed : notFound).add(id);
        }
        return new BsonDocument("cursorsKilled", killed)
                .append("cursorsNotFound", notFound)
                .append("cursorsAlive", new BsonArray())
                .append("cursorsUnknown", new BsonArray())
                .append("ok", new BsonDouble(1));
    }
}
