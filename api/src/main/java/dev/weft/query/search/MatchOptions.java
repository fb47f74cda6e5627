package dev.weft.query.search;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import org.bson.conversions.Bson;

/** The form of operators that can do no more than change the score (MongoDB Search manual, "Score the Documents in the Results"). */
public final class MatchOptions {
    final Slots slots = new Slots();

    MatchOptions() {}

    /**
     * Changes the score of what it finds.
     *
     * @param score see {@link SearchScore}
     * @return this form
     */
    public MatchOptions score(Bson score) {
        slots.with("score", Given.value("the score", score));
        return this;
    }

    /**
     * Sets a field that has no method here yet.
     *
     * @param field the field
     * @param value anything a codec can write
     * @return this form
     */
    public MatchOptions option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
