package dev.weft.testbed.session;

import dev.weft.testbed.wire.CommandFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.BsonBinary;
import org.bson.BsonBinarySubType;
import org.bson.BsonDocument;

/**
 * The logical sessions of a deployment: its members share them, as a set replicates them. A session begins with the first
 * command that names it (sessions specification, "Generating a session ID locally") and expires when it is not used for
 * {@link #TIMEOUT}.
 */
public final class Sessions {
    /** What hello says as {@code logicalSessionTimeoutMinutes}. */
    public static final Duration TIMEOUT = Duration.ofMinutes(30);

    /** The server's own bound ({@code maxSessions}). */
    private static final int MOST = 1_000_000;

    private static final long PURGE_NANOS = Duration.ofMinutes(1).toNanos();

    private final Map<BsonBinary, LogicalSession> sessions = new ConcurrentHashMap<>();
    private final AtomicLong lastPurge = new AtomicLong(System.nanoTime());

    /** The session of this id, new if it is not known, and used now. */
    public LogicalSession use(BsonDocument lsid) {
        purge();
        LogicalSession session = sessions.computeIfAbsent(id(lsid), ignored -> new LogicalSession(lsid));
        if (sessions.size() > MOST) {
            throw new CommandFailure(261, "cannot add session into the cache");
        }
        session.used();
        return session;
    }

    public Optional<LogicalSession> known(BsonDocument lsid) {
        return Optional.ofNullable(sessions.get(id(lsid)));
    }

    /** Forgets a session, and with it what it remembers of retryable writes. */
    public void end(BsonDocument lsid) {
        sessions.remove(id(lsid));
    }

    /** Forgets all sessions, as if their time were up. */
    public void expireAll() {
        sessions.clear();
    }

    public List<BsonDocument> lsids() {
        return sessions.values().stream().map(LogicalSession::lsid).toList();
    }

    /** Checks the form of an {@code lsid} and takes its id out of it. */
    public static BsonBinary id(BsonDocument lsid) {
        if (!(lsid.get("id") instanceof BsonBinary id)
                || id.getType() != BsonBinarySubType.UUID_STANDARD.getValue()
                || id.getData().length != 16) {
            throw new CommandFailure(
                    207, "The id of a session is a binary of subtype 4 and 16 bytes, not " + lsid.toJson());
        }
        return id;
    }

    private void purge() {
        long now = System.nanoTime();
        long last = lastPurge.get();
        if (now - last > PURGE_NANOS && lastPurge.compareAndSet(last, now)) {
            sessions.values().removeIf(session -> now - session.lastUseNanos() > TIMEOUT.toNanos());
        }
    }
}
