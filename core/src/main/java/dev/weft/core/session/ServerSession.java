package dev.weft.core.session;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.bson.BsonBinary;
import org.bson.BsonDocument;

/**
 * One session as the server knows it: its id, encoded once, and the number of its last transaction.
 *
 * <p>It has one owner at a time, the {@link Session} it was lent to; the pool's compare-and-set hands it over.
 */
final class ServerSession {
    private static final int UUID_BYTES = 16;
    /** The element {@code lsid: {id: <UUID>}} up to the sixteen bytes of the UUID: only those differ between sessions. */
    private static final byte[] PREFIX = {
        0x03, 'l', 's', 'i', 'd', 0, 30, 0, 0, 0, 0x05, 'i', 'd', 0, UUID_BYTES, 0, 0, 0, 0x04
    };

    private final UUID id;
    private final byte[] lsidElement;
    private long txnNumber;
    private boolean dirty;
    private long lastUsedNanos;

    ServerSession(UUID id, long nowNanos) {
        this.id = id;
        this.lsidElement = ByteBuffer.allocate(PREFIX.length + UUID_BYTES + 1)
                .put(PREFIX)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put((byte) 0)
                .array();
        this.lastUsedNanos = nowNanos;
    }

    UUID id() {
        return id;
    }

    /** The element {@code lsid: {id: ...}} as it stands in a command; never to be written to. */
    byte[] lsidElement() {
        return lsidElement;
    }

    BsonDocument lsid() {
        return new BsonDocument("id", new BsonBinary(id));
    }

    long txnNumber() {
        return txnNumber;
    }

    /** Transaction numbers grow for as long as the server knows the session, so they outlive the one who borrowed it. */
    long nextTxnNumber() {
        return ++txnNumber;
    }

    boolean dirty() {
        return dirty;
    }

    void markDirty() {
        dirty = true;
    }

    void used(long nowNanos) {
        lastUsedNanos = nowNanos;
    }

    /** Whether the server would forget this session within {@code marginNanos}, given how long it keeps an unused one. */
    boolean expiresWithin(long marginNanos, long nowNanos, long timeoutNanos) {
        return nowNanos - lastUsedNanos > timeoutNanos - marginNanos;
    }
}
