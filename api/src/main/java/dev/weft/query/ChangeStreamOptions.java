package dev.weft.query;

import dev.weft.FullDocument;
import dev.weft.FullDocumentBeforeChange;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import org.bson.BsonTimestamp;
import org.bson.conversions.Bson;

/** The form of {@link Aggregates#changeStream(java.util.function.Consumer)} (server manual, {@code $changeStream}). */
public final class ChangeStreamOptions {
    final Slots slots = new Slots();

    ChangeStreamOptions() {}

    /**
     * Sets whether all databases are watched.
     *
     * @param yes false unless set; then in the database {@code admin}
     * @return this form
     */
    public ChangeStreamOptions allChangesForCluster(boolean yes) {
        slots.with("allChangesForCluster", yes);
        return this;
    }

    /**
     * Sets which document comes with an update.
     *
     * @param which {@link FullDocument#DEFAULT} unless set
     * @return this form
     */
    public ChangeStreamOptions fullDocument(FullDocument which) {
        slots.with("fullDocument", which.word());
        return this;
    }

    /**
     * Sets whether the document before the change comes along.
     *
     * @param which {@link FullDocumentBeforeChange#OFF} unless set; since MongoDB 6.0
     * @return this form
     */
    public ChangeStreamOptions fullDocumentBeforeChange(FullDocumentBeforeChange which) {
        slots.with("fullDocumentBeforeChange", which.word());
        return this;
    }

    /**
     * Goes on behind an event.
     *
     * @param token the {@code _id} of an event
     * @return this form
     */
    public ChangeStreamOptions resumeAfter(Bson token) {
        slots.with("resumeAfter", Given.value("the token", token));
        return this;
    }

    /**
     * Goes on behind an event, be it one that ended a stream; since MongoDB 4.2.
     *
     * @param token the {@code _id} of an event
     * @return this form
     */
    public ChangeStreamOptions startAfter(Bson token) {
        slots.with("startAfter", Given.value("the token", token));
        return this;
    }

    /**
     * Begins at a time.
     *
     * @param time the time
     * @return this form
     */
    public ChangeStreamOptions startAtOperationTime(BsonTimestamp time) {
        slots.with("startAtOperationTime", Given.value("the time", time));
        return this;
    }

    /**
     * Sets whether changes of indexes and the like are told too.
     *
     * @param yes false unless set; since MongoDB 6.0
     * @return this form
     */
    public ChangeStreamOptions showExpandedEvents(boolean yes) {
        slots.with("showExpandedEvents", yes);
        return this;
    }

    /**
     * Sets a field that has no method here yet.
     *
     * @param field the field
     * @param value anything a codec can write
     * @return this form
     */
    public ChangeStreamOptions option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
