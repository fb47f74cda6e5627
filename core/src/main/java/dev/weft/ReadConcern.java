package dev.weft;

import org.bson.BsonDocument;
import org.bson.BsonString;

/**
 * How durable and how recent the data a read returns must be.
 *
 * @param level the server's word, any string so that newer levels work; empty: nothing is sent and the server's own
 *     default holds
 */
public record ReadConcern(String level) {
    private static final ReadConcern SERVER_DEFAULT = new ReadConcern("");
    private static final ReadConcern LOCAL = new ReadConcern("local");
    private static final ReadConcern MAJORITY = new ReadConcern("majority");
    private static final ReadConcern SNAPSHOT = new ReadConcern("snapshot");
    private static final ReadConcern LINEARIZABLE = new ReadConcern("linearizable");
    private static final ReadConcern AVAILABLE = new ReadConcern("available");

    /** {@return the concern that leaves the choice to the server; the default} */
    public static ReadConcern serverDefault() {
        return SERVER_DEFAULT;
    }

    /** {@return the newest data this member has, which may be rolled back} */
    public static ReadConcern local() {
        return LOCAL;
    }

    /** {@return data that a majority of the members has acknowledged} */
    public static ReadConcern majority() {
        return MAJORITY;
    }

    /** {@return majority data of one point in time} */
    public static ReadConcern snapshot() {
        return SNAPSHOT;
    }

    /** {@return data that reflects every majority write acknowledged before the read began} */
    public static ReadConcern linearizable() {
        return LINEARIZABLE;
    }

    /** {@return like local, and on sharded clusters also documents that are being moved} */
    public static ReadConcern available() {
        return AVAILABLE;
    }

    /** {@return whether nothing is sent and the server's default holds} */
    public boolean isServerDefault() {
        return level.isEmpty();
    }

    /** {@return the document sent as {@code readConcern}; empty for the server's default} */
    public BsonDocument asDocument() {
        return isServerDefault() ? new BsonDocument() : new BsonDocument("level", new BsonString(level));
    }
}
