package dev.weft.query;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import org.bson.conversions.Bson;

/** The form of {@link Aggregates#graphLookup(String, String, java.util.function.Consumer)} (server manual, {@code $graphLookup}). */
public final class GraphLookupOptions {
    final Slots slots = new Slots();

    GraphLookupOptions() {}

    /**
     * Sets the values that are looked for first.
     *
     * @param expression of the document here
     * @return this form
     */
    public GraphLookupOptions startWith(Object expression) {
        slots.with("startWith", Given.value("the expression", expression));
        return this;
    }

    /**
     * Sets how one document leads to the next.
     *
     * @param connectFromField the field whose values are looked for next
     * @param connectToField the field in which they are looked for
     * @return this form
     */
    public GraphLookupOptions connect(String connectFromField, String connectToField) {
        slots.with("connectFromField", Given.value("the field", connectFromField));
        slots.with("connectToField", Given.value("the field", connectToField));
        return this;
    }

    /**
     * Sets how many steps are gone at most; all unless set.
     *
     * @param steps not negative; 0: only what is found first
     * @return this form
     * @throws IllegalArgumentException if it is negative
     */
    public GraphLookupOptions maxDepth(int steps) {
        slots.with("maxDepth", Given.notNegative("maxDepth", steps));
        return this;
    }

    /**
     * Puts the number of steps into a field of each document found.
     *
     * @param field the field
     * @return this form
     */
    public GraphLookupOptions depthField(String field) {
        slots.with("depthField", Given.value("the field", field));
        return this;
    }

    /**
     * Sets which documents can be found.
     *
     * @param filter a filter, without expressions
     * @return this form
     */
    public GraphLookupOptions restrictSearchWithMatch(Bson filter) {
        slots.with("restrictSearchWithMatch", Given.value("the filter", filter));
        return this;
    }
}
