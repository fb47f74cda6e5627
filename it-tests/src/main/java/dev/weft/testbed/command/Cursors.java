package dev.weft.testbed.command;

import dev.weft.testbed.wire.CommandFailure;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.bson.BsonDocument;

/** The open cursors of one run of one member. A cursor whose client says nothing for long is forgotten (server manual, "cursorTimeoutMillis"). */
public final class Cursors {
    /** More than any test opens; a server is bounded by its memory only. */
    private static final int MOST = 100_000;

    private final Map<Long, ServerCursor> open = new ConcurrentHashMap<>();

    ServerCursor open(Function<Long, ServerCursor> made) {
        if (open.size() >= MOST) {
            throw new CommandFailure(1, "more than " + MOST + " cursors are open");
        }
        long id = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
        ServerCursor cursor = made.apply(id);
        open.put(id, cursor);
        return cursor;
    }

    Optional<ServerCursor> find(long id, long timeoutMillis) {
        open.values()
                .removeIf(cursor -> !cursor.manner().keepsOpen()
                        && cursor.lsid().isEmpty()
                        && cursor.idleNanos() > timeoutMillis * 1_000_000);
        return Optional.ofNullable(open.get(id));
    }

    boolean kill(long id) {
        return open.remove(id) != null;
    }

    /** Kills the cursors of a session that ends. */
    void killOf(BsonDocument lsid) {
        open.values()
                .removeIf(cursor ->
                        cursor.lsid().isPresent() && cursor.lsid().get().equals(lsid));
    }

    public int count() {
        return open.size();
    }
}
