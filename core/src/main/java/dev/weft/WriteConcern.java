package dev.weft;

import java.time.Duration;
import java.util.Optional;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * How widely a write must be known before the server acknowledges it.
 *
 * @param w a number of members, {@code majority} or a tag's name; empty: the server's default
 * @param journal whether the members must have written it to their journals; empty: the server's default
 * @param wTimeout how long the server waits for the members, in whole milliseconds; empty: for ever. Prefer a timeout
 *     of the call, which bounds everything
 */
public record WriteConcern(Optional<BsonValue> w, Optional<Boolean> journal, Optional<Duration> wTimeout) {
    private static final WriteConcern SERVER_DEFAULT =
            new WriteConcern(Optional.empty(), Optional.empty(), Optional.empty());
    private static final WriteConcern MAJORITY = of(new BsonString("majority"));
    private static final WriteConcern UNACKNOWLEDGED = of(new BsonInt32(0));

    /**
     * Checks that the parts agree.
     *
     * @throws IllegalArgumentException when {@code w} is negative or of another type than number and string, when
     *     {@code wTimeout} is negative, or when {@code w} is 0 and the journal is asked for
     */
    public WriteConcern {
        if (w.isPresent() && !w.get().isString() && !(w.get() instanceof BsonInt32 n && n.getValue() >= 0)) {
            throw new IllegalArgumentException("w must be a number of members from 0 on, \"majority\" or a tag's name");
        }
        if (wTimeout.isPresent() && wTimeout.get().isNegative()) {
            throw new IllegalArgumentException("wTimeout must not be negative; leave it out to wait without a limit");
        }
        if (w.isPresent() && w.get().isInt32() && w.get().asInt32().getValue() == 0 && journal.orElse(false)) {
            throw new IllegalArgumentException(
                    "w 0 asks for no acknowledgement and journal for one: choose one of them");
        }
    }

    private static WriteConcern of(BsonValue w) {
        return new WriteConcern(Optional.of(w), Optional.empty(), Optional.empty());
    }

    /** {@return the concern that leaves the choice to the server; the default} */
    public static WriteConcern serverDefault() {
        return SERVER_DEFAULT;
    }

    /** {@return acknowledgement by a majority of the members} */
    public static WriteConcern majority() {
        return MAJORITY;
    }

    /**
     * Acknowledgement by a number of members.
     *
     * @param n how many, the primary included; 0 is {@link #unacknowledged()}
     * @return the concern
     */
    public static WriteConcern members(int n) {
        return of(new BsonInt32(n));
    }

    /**
     * Acknowledgement by the members a tag names.
     *
     * @param name a custom write concern of the replica set's configuration
     * @return the concern
     */
    public static WriteConcern tag(String name) {
        return of(new BsonString(name));
    }

    /** {@return no acknowledgement at all: failures stay unknown} */
    public static WriteConcern unacknowledged() {
        return UNACKNOWLEDGED;
    }

    /**
     * The same concern with the journal asked for or not.
     *
     * @param yes whether members must have written to their journals
     * @return a copy
     */
    public WriteConcern journal(boolean yes) {
        return new WriteConcern(w, Optional.of(yes), wTimeout);
    }

    /**
     * The same concern with a limit on how long the server waits.
     *
     * @param limit in whole milliseconds, not negative
     * @return a copy
     */
    public WriteConcern wTimeout(Duration limit) {
        return new WriteConcern(w, journal, Optional.of(limit));
    }

    /** {@return whether the server answers at all} */
    public boolean isAcknowledged() {
        return !(w.isPresent() && w.get() instanceof BsonInt32 n && n.getValue() == 0) || journal.orElse(false);
    }

    /** {@return whether nothing is sent and the server's default holds} */
    public boolean isServerDefault() {
        return w.isEmpty() && journal.isEmpty() && wTimeout.isEmpty();
    }

    /** {@return the document sent as {@code writeConcern}; empty for the server's default} */
    public BsonDocument asDocument() {
        BsonDocument document = new BsonDocument();
        w.ifPresent(value -> document.append("w", value));
        journal.ifPresent(value -> document.append("j", BsonBoolean.valueOf(value)));
        wTimeout.ifPresent(value -> document.append("wtimeout", milliseconds(value.toMillis())));
        return document;
    }

    // An int where it fits, as every server reads it; a long beyond (uri-options: wTimeoutMS has 64 bits).
    private static BsonValue milliseconds(long millis) {
        return millis <= Integer.MAX_VALUE ? new BsonInt32((int) millis) : new BsonInt64(millis);
    }
}
