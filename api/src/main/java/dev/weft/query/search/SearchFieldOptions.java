package dev.weft.query.search;

import dev.weft.query.shape.Slots;

/** How a field is indexed; which options there are depends on its type (MongoDB Search manual, "Define Field Mappings"). */
public final class SearchFieldOptions {
    final Slots slots = new Slots();

    SearchFieldOptions() {}

    /**
     * Sets a field that has no method here yet.
     *
     * @param field the field
     * @param value anything a codec can write
     * @return this form
     */
    public SearchFieldOptions option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
