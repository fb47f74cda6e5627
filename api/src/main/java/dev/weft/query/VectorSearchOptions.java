package dev.weft.query;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import org.bson.conversions.Bson;

/** The form of {@link Aggregates#vectorSearch} (MongoDB Vector Search manual, {@code $vectorSearch}). */
public final class VectorSearchOptions {
    final Slots slots = new Slots();

    VectorSearchOptions() {}

    /**
     * Looks among so many neighbours only (ANN).
     *
     * @param neighbours the limit or more, up to 10000; about twenty times the limit is a good start
     * @return this form
     * @throws IllegalArgumentException if it is not positive
     */
    public VectorSearchOptions numCandidates(int neighbours) {
        slots.with("numCandidates", Given.positive("numCandidates", neighbours));
        return this;
    }

    /**
     * Sets whether all vectors are compared (ENN).
     *
     * @param yes false unless set
     * @return this form
     */
    public VectorSearchOptions exact(boolean yes) {
        slots.with("exact", yes);
        return this;
    }

    /**
     * Sets which documents count.
     *
     * @param filter of fields that the index has as filters
     * @return this form
     */
    public VectorSearchOptions filter(Bson filter) {
        slots.with("filter", Given.value("the filter", filter));
        return this;
    }

    /**
     * Sets which documents count when vectors lie in arrays.
     *
     * @param filter of fields outside the array
     * @return this form
     */
    public VectorSearchOptions parentFilter(Bson filter) {
        slots.with("parentFilter", Given.value("the filter", filter));
        return this;
    }

    /**
     * Sets how the vectors of one document make its score when they lie in an array.
     *
     * @param mode {@code "max"} or {@code "avg"}
     * @return this form
     */
    public VectorSearchOptions nestedScoreMode(String mode) {
        slots.with("nestedOptions", Fields.one("scoreMode", Given.value("the mode", mode)));
        return this;
    }

    /**
     * Sets which model embeds a query that is a text.
     *
     * @param name such as {@code "voyage-4"}; that of the index unless set
     * @return this form
     */
    public VectorSearchOptions model(String name) {
        slots.with("model", Given.value("the model", name));
        return this;
    }

    /**
     * Asks why documents are found or not; for {@code explain}.
     *
     * @param ids at least one
     * @return this form
     * @throws IllegalArgumentException if there is none
     */
    public VectorSearchOptions explainTrace(Object... ids) {
        slots.with("explainOptions", Fields.one("traceDocumentIds", Given.some("the ids", ids)));
        return this;
    }

    /**
     * Sets whether documents come from the index, with the fields it stores, and not from the collection.
     *
     * @param yes false unless set
     * @return this form
     */
    public VectorSearchOptions returnStoredSource(boolean yes) {
        slots.with("returnStoredSource", yes);
        return this;
    }

    /**
     * Sets a field that has no method here yet.
     *
     * @param field the field
     * @param value anything a codec can write
     * @return this form
     */
    public VectorSearchOptions option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
