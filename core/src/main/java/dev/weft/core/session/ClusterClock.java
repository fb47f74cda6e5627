package dev.weft.core.session;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.io.BsonOutput;

/**
 * The newest {@code $clusterTime} that any server has told this client, to be told to every other (Driver Sessions specification,
 * "Gossipping the cluster time"). Two times are compared by their timestamp alone. Shared by all callers; one immutable holder.
 */
public final class ClusterClock {
    private static final byte[] ELEMENT = {0x03, '$', 'c', 'l', 'u', 's', 't', 'e', 'r', 'T', 'i', 'm', 'e', 0};
    private static final Told NOTHING = new Told(0, new byte[0]);

    private final AtomicReference<Told> newest = new AtomicReference<>(NOTHING);

    /** The newest timestamp as BSON holds it, seconds in the upper half; 0 when no server has told one. Compare it unsigned. */
    public long latest() {
        return newest.get().timestamp;
    }

    /**
     * Moves the clock forward to a server's {@code $clusterTime}; an older one is ignored without a copy.
     *
     * @param timestamp the document's {@code clusterTime}
     * @param source the array that holds the whole document, copied when it is newer
     */
    public void advance(long timestamp, byte[] source, int offset, int length) {
        Told current = newest.get();
        if (Long.compareUnsigned(timestamp, current.timestamp) <= 0) {
            return;
        }
        Told told = new Told(timestamp, Arrays.copyOfRange(source, offset, offset + length));
        while (Long.compareUnsigned(timestamp, current.timestamp) > 0 && !newest.compareAndSet(current, told)) {
            current = newest.get();
        }
    }

    /** Writes the element {@code $clusterTime}, or nothing when no server has told one; no allocation. */
    public void writeTo(BsonOutput out) {
        Told told = newest.get();
        if (told.timestamp != 0) {
            out.writeBytes(ELEMENT);
            out.writeBytes(told.document);
        }
    }

    private static final class Told {
        private final long timestamp;
        private final byte[] document;

        Told(long timestamp, byte[] document) {
            this.timestamp = timestamp;
            this.document = document;
        }
    }
}
