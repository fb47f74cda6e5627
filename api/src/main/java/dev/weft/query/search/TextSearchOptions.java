package dev.weft.query.search;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.function.Consumer;
import org.bson.conversions.Bson;

/** The form of {@link SearchOperators#text} (MongoDB Search manual, {@code text}). */
public final class TextSearchOptions {
    final Slots slots = new Slots();

    TextSearchOptions() {}

    /**
     * Finds words with a few letters changed, too.
     *
     * @return this form
     */
    public TextSearchOptions fuzzy() {
        slots.with("fuzzy", Fields.nothing());
        return this;
    }

    /**
     * Finds words with a few letters changed, too.
     *
     * @param o how many letters, and where
     * @return this form
     */
    public TextSearchOptions fuzzy(Consumer<? super FuzzyOptions> o) {
        var form = new FuzzyOptions();
        o.accept(form);
        slots.with("fuzzy", form.slots.bson());
        return this;
    }

    /**
     * Sets whether all words must be there.
     *
     * @param criteria {@code "any"} or {@code "all"}; any unless set
     * @return this form
     */
    public TextSearchOptions matchCriteria(String criteria) {
        slots.with("matchCriteria", Given.value("the criteria", criteria));
        return this;
    }

    /**
     * Finds synonyms, too.
     *
     * @param mapping its name in the index
     * @return this form
     */
    public TextSearchOptions synonyms(String mapping) {
        slots.with("synonyms", Given.value("the mapping", mapping));
        return this;
    }

    /**
     * Changes the score of what it finds.
     *
     * @param score see {@link SearchScore}
     * @return this form
     */
    public TextSearchOptions score(Bson score) {
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
    public TextSearchOptions option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
