package dev.weft.query;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import org.bson.conversions.Bson;

/** The form of {@link Updates#pushEach} (server manual, {@code $push}). */
public final class PushOptions {
    final Slots slots = new Slots();

    PushOptions() {}

    /**
     * Sets where the values go in.
     *
     * @param place counted from 0; negative: from the end. The end unless set
     * @return this form
     */
    public PushOptions position(int place) {
        slots.with("$position", place);
        return this;
    }

    /**
     * Sets how much of the array stays afterwards.
     *
     * @param elements so many of the first; negative: of the last; 0: none
     * @return this form
     */
    public PushOptions slice(int elements) {
        slots.with("$slice", elements);
        return this;
    }

    /**
     * Sorts the array of plain values.
     *
     * @param direction 1 or -1
     * @return this form
     * @throws IllegalArgumentException if the direction is neither
     */
    public PushOptions sort(int direction) {
        if (direction != 1 && direction != -1) {
            throw new IllegalArgumentException(direction + " is no direction: give 1 or -1");
        }
        slots.with("$sort", direction);
        return this;
    }

    /**
     * Sorts the array of documents.
     *
     * @param keys the order
     * @return this form
     */
    public PushOptions sort(Bson keys) {
        slots.with("$sort", Given.value("the order", keys));
        return this;
    }
}
