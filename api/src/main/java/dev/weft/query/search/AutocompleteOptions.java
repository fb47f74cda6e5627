package dev.weft.query.search;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.function.Consumer;
import org.bson.conversions.Bson;

/** The form of {@link SearchOperators#autocomplete} (MongoDB Search manual, {@code autocomplete}). */
public final class AutocompleteOptions {
    final Slots slots = new Slots();

    AutocompleteOptions() {}

    /**
     * Finds words with a few letters changed, too.
     *
     * @return this form
     */
    public AutocompleteOptions fuzzy() {
        slots.with("fuzzy", Fields.nothing());
        return this;
    }

    /**
     * Finds words with a few letters changed, too.
     *
     * @param o how many letters, and where
     * @return this form
     */
    public AutocompleteOptions fuzzy(Consumer<? super FuzzyOptions> o) {
        var form = new FuzzyOptions();
        o.accept(form);
        slots.with("fuzzy", form.slots.bson());
        return this;
    }

    /**
     * Sets whether words must stand in their order.
     *
     * @param order {@code "any"} or {@code "sequential"}; any unless set
     * @return this form
     */
    public AutocompleteOptions tokenOrder(String order) {
        slots.with("tokenOrder", Given.value("the order", order));
        return this;
    }

    /**
     * Changes the score of what it finds.
     *
     * @param score see {@link SearchScore}
     * @return this form
     */
    public AutocompleteOptions score(Bson score) {
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
    public AutocompleteOptions option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
