package dev.weft.query;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.List;
import org.bson.conversions.Bson;

/** The form of {@link JsonSchema#array} (server manual, {@code $jsonSchema}). */
public final class ArraySchema {
    final Slots slots = new Slots();

    ArraySchema() {}

    /**
     * Adds a title; it changes nothing.
     *
     * @param title the title
     * @return this form
     */
    public ArraySchema title(String title) {
        slots.with("title", Given.value("the title", title));
        return this;
    }

    /**
     * Adds a description; the server shows it when a document does not fit.
     *
     * @param text the text
     * @return this form
     */
    public ArraySchema description(String text) {
        slots.with("description", Given.value("the description", text));
        return this;
    }

    /**
     * Says what every element has to be.
     *
     * @param schema the schema
     * @return this form
     */
    public ArraySchema items(Bson schema) {
        slots.with("items", Given.value("the schema", schema));
        return this;
    }

    /**
     * Says what the first elements have to be, one after the other.
     *
     * @param schemas at least one
     * @return this form
     * @throws IllegalArgumentException if there is none
     */
    public ArraySchema items(List<? extends Bson> schemas) {
        slots.with("items", Given.some("the schemas", schemas));
        return this;
    }

    /**
     * Sets whether there may be more elements than schemas.
     *
     * @param yes true unless set
     * @return this form
     */
    public ArraySchema additionalItems(boolean yes) {
        slots.with("additionalItems", yes);
        return this;
    }

    /**
     * Says what the elements behind those with a schema have to be.
     *
     * @param schema the schema
     * @return this form
     */
    public ArraySchema additionalItems(Bson schema) {
        slots.with("additionalItems", Given.value("the schema", schema));
        return this;
    }

    /**
     * Sets how many elements there must be.
     *
     * @param elements not negative
     * @return this form
     * @throws IllegalArgumentException if it is negative
     */
    public ArraySchema minItems(int elements) {
        slots.with("minItems", Given.notNegative("minItems", elements));
        return this;
    }

    /**
     * Sets how many elements there may be.
     *
     * @param elements not negative
     * @return this form
     * @throws IllegalArgumentException if it is negative
     */
    public ArraySchema maxItems(int elements) {
        slots.with("maxItems", Given.notNegative("maxItems", elements));
        return this;
    }

    /**
     * Sets whether no two elements may be equal.
     *
     * @param yes false unless set
     * @return this form
     */
    public ArraySchema uniqueItems(boolean yes) {
        slots.with("uniqueItems", yes);
        return this;
    }

    /**
     * Sets a field that has no method here yet.
     *
     * @param field the field
     * @param value anything a codec can write
     * @return this form
     */
    public ArraySchema option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
