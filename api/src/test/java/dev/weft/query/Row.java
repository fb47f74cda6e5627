package dev.weft.query;

import org.bson.conversions.Bson;

/**
 * What one builder makes, and what the manual says it has to be.
 *
 * @param place where a server reads it
 * @param what a {@link Bson} or an expression
 * @param json the syntax of the manual, written by hand
 */
public record Row(Place place, Object what, String json) {
    static Row row(Place place, Object what, String json) {
        return new Row(place, what, json);
    }

    /** As a document, whatever it is. */
    public Bson document() {
        return what instanceof Bson bson ? bson : Projections.computed("v", what);
    }

    /** The document it has to be. */
    public String expected() {
        return what instanceof Bson ? json : "{v: " + json + "}";
    }

    @Override
    public String toString() {
        return place + " " + json;
    }
}
