package dev.weft.query;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import org.bson.conversions.Bson;

/** The form of {@link JsonSchema#object} (server manual, {@code $jsonSchema}). */
public final class ObjectSchema {
    final Slots slots = new Slots();
    private final Slots properties = new Slots();
    private final Slots patterns = new Slots();
    private final Slots dependencies = new Slots();

    ObjectSchema() {}

    /**
     * Adds a title; it changes nothing.
     *
     * @param title the title
     * @return this form
     */
    public ObjectSchema title(String title) {
        slots.with("title", Given.value("the title", title));
        return this;
    }

    /**
     * Adds a description; the server shows it when a document does not fit.
     *
     * @param text the text
     * @return this form
     */
    public ObjectSchema description(String text) {
        slots.with("description", Given.value("the description", text));
        return this;
    }

    /**
     * Says what a field has to be, if it is there.
     *
     * @param name the field
     * @param schema what its value has to be, see {@link JsonSchema}
     * @return this form
     */
    public ObjectSchema property(String name, Bson schema) {
        properties.with(Given.value("the field", name), Given.value("the schema", schema));
        slots.with("properties", properties.bson());
        return this;
    }

    /**
     * Sets which fields must be there.
     *
     * @param fields at least one
     * @return this form
     * @throws IllegalArgumentException if there is none
     */
    public ObjectSchema required(String... fields) {
        slots.with("required", Given.some("the fields", fields));
        return this;
    }

    /**
     * Sets whether there may be fields that are not named.
     *
     * @param yes true unless set; {@code _id} counts as one, too
     * @return this form
     */
    public ObjectSchema additionalProperties(boolean yes) {
        slots.with("additionalProperties", yes);
        return this;
    }

    /**
     * Says what fields that are not named have to be.
     *
     * @param schema what their values have to be
     * @return this form
     */
    public ObjectSchema additionalProperties(Bson schema) {
        slots.with("additionalProperties", Given.value("the schema", schema));
        return this;
    }

    /**
     * Says what fields have to be whose names match.
     *
     * @param pattern a regular expression
     * @param schema what their values have to be
     * @return this form
     */
    public ObjectSchema patternProperty(String pattern, Bson schema) {
        patterns.with(Given.value("the pattern", pattern), Given.value("the schema", schema));
        slots.with("patternProperties", patterns.bson());
        return this;
    }

    /**
     * Sets which fields must be there when one is.
     *
     * @param field the field
     * @param others at least one
     * @return this form
     * @throws IllegalArgumentException if there is none
     */
    public ObjectSchema dependency(String field, String... others) {
        dependencies.with(Given.value("the field", field), Given.some("the fields", others));
        slots.with("dependencies", dependencies.bson());
        return this;
    }

    /**
     * Sets which schema the document must fit, too, when a field is there.
     *
     * @param field the field
     * @param schema the schema
     * @return this form
     */
    public ObjectSchema dependency(String field, Bson schema) {
        dependencies.with(Given.value("the field", field), Given.value("the schema", schema));
        slots.with("dependencies", dependencies.bson());
        return this;
    }

    /**
     * Sets how many fields there must be.
     *
     * @param fields not negative
     * @return this form
     * @throws IllegalArgumentException if it is negative
     */
    public ObjectSchema minProperties(int fields) {
        slots.with("minProperties", Given.notNegative("minProperties", fields));
        return this;
    }

    /**
     * Sets how many fields there may be.
     *
     * @param fields not negative
     * @return this form
     * @throws IllegalArgumentException if it is negative
     */
    public ObjectSchema maxProperties(int fields) {
        slots.with("maxProperties", Given.notNegative("maxProperties", fields));
        return this;
    }

    /**
     * Sets a field that has no method here yet.
     *
     * @param field the field
     * @param value anything a codec can write
     * @return this form
     */
    public ObjectSchema option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
