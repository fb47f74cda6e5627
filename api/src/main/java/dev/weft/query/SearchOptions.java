package dev.weft.query;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import org.bson.conversions.Bson;

/** The form of {@link Aggregates#search(Bson, java.util.function.Consumer)} (MongoDB Search manual, {@code $search}). */
public final class SearchOptions {
    final Slots slots = new Slots();

    SearchOptions() {}

    /**
     * Sets the search index.
     *
     * @param name {@code "default"} unless set
     * @return this form
     */
    public SearchOptions index(String name) {
        slots.with("index", Given.value("the index", name));
        return this;
    }

    /**
     * Asks where the words were found; {@link Projections#metaSearchHighlights} shows it.
     *
     * @param highlight see {@link dev.weft.query.search.SearchHighlight}
     * @return this form
     */
    public SearchOptions highlight(Bson highlight) {
        slots.with("highlight", Given.value("the highlight", highlight));
        return this;
    }

    /**
     * Asks how many were found; {@link Projections#computedSearchMeta} shows it.
     *
     * @param count see {@link dev.weft.query.search.SearchCount}
     * @return this form
     */
    public SearchOptions count(Bson count) {
        slots.with("count", Given.value("the count", count));
        return this;
    }

    /**
     * Sets whether documents come from the index, with the fields it stores, and not from the collection.
     *
     * @param yes false unless set
     * @return this form
     */
    public SearchOptions returnStoredSource(boolean yes) {
        slots.with("returnStoredSource", yes);
        return this;
    }

    /**
     * Returns the elements of an array as documents of their own.
     *
     * @param path a field indexed as {@code embeddedDocuments}
     * @return this form
     */
    public SearchOptions returnScope(String path) {
        slots.with("returnScope", Fields.one("path", Given.value("the path", path)));
        return this;
    }

    /**
     * Sorts by fields of the index.
     *
     * @param keys the order; {@link Sorts#meta} for the score
     * @return this form
     */
    public SearchOptions sort(Bson keys) {
        slots.with("sort", Given.value("the order", keys));
        return this;
    }

    /**
     * Sets whether parts of the index are searched side by side.
     *
     * @param yes false unless set; on dedicated search nodes
     * @return this form
     */
    public SearchOptions concurrent(boolean yes) {
        slots.with("concurrent", yes);
        return this;
    }

    /**
     * Sets whether it is told how the score came about.
     *
     * @param yes false unless set
     * @return this form
     */
    public SearchOptions scoreDetails(boolean yes) {
        slots.with("scoreDetails", yes);
        return this;
    }

    /**
     * Goes on behind a document.
     *
     * @param token of {@link Projections#meta} {@code "searchSequenceToken"}
     * @return this form
     */
    public SearchOptions searchAfter(String token) {
        slots.with("searchAfter", Given.value("the token", token));
        return this;
    }

    /**
     * Goes back from a document.
     *
     * @param token of {@link Projections#meta} {@code "searchSequenceToken"}
     * @return this form
     */
    public SearchOptions searchBefore(String token) {
        slots.with("searchBefore", Given.value("the token", token));
        return this;
    }

    /**
     * Counts the search among those whose words are tracked.
     *
     * @param searchTerms what the user looked for
     * @return this form
     */
    public SearchOptions tracking(String searchTerms) {
        slots.with("tracking", Fields.one("searchTerms", Given.value("the words", searchTerms)));
        return this;
    }

    /**
     * Sets a field that has no method here yet.
     *
     * @param field the field
     * @param value anything a codec can write
     * @return this form
     */
    public SearchOptions option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
