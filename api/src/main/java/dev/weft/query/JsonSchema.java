package dev.weft.query;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Schemas of documents (server manual, {@code $jsonSchema}; JSON Schema draft 4): for {@link Filters#jsonSchema}, and so for the
 * validator of a collection. What they return prints as JSON.
 */
public final class JsonSchema {
    private JsonSchema() {}

    /**
     * A document.
     *
     * @param o its fields
     * @return a schema
     */
    public static Bson object(Consumer<? super ObjectSchema> o) {
        var form = new ObjectSchema();
        o.accept(form);
        return typed("object", form.slots);
    }

    /** {@return a schema: any text} */
    public static Bson string() {
        return string(o -> {});
    }

    /**
     * A text.
     *
     * @param o which
     * @return a schema
     */
    public static Bson string(Consumer<? super StringSchema> o) {
        var form = new StringSchema();
        o.accept(form);
        return typed("string", form.slots);
    }

    /** {@return a schema: a number of any type} */
    public static Bson number() {
        return number("number", o -> {});
    }

    /**
     * A number of any type.
     *
     * @param o which
     * @return a schema
     */
    public static Bson number(Consumer<? super NumberSchema> o) {
        return number("number", o);
    }

    /**
     * A number of one type.
     *
     * @param bsonType {@code "int"}, {@code "long"}, {@code "double"}, {@code "decimal"} or {@code "number"}
     * @param o which
     * @return a schema
     */
    public static Bson number(String bsonType, Consumer<? super NumberSchema> o) {
        var form = new NumberSchema();
        o.accept(form);
        return typed(Given.value("the type", bsonType), form.slots);
    }

    /**
     * An array.
     *
     * @param o its elements
     * @return a schema
     */
    public static Bson array(Consumer<? super ArraySchema> o) {
        var form = new ArraySchema();
        o.accept(form);
        return typed("array", form.slots);
    }

    /**
     * A value of one of several types.
     *
     * @param bsonTypes the server's names, such as {@code "date"}, {@code "objectId"}, {@code "bool"}; at least one
     * @return a schema
     * @throws IllegalArgumentException if there is none
     */
    public static Bson type(String... bsonTypes) {
        List<String> types = Given.some("the types", bsonTypes);
        return Fields.one("bsonType", types.size() == 1 ? types.getFirst() : types);
    }

    /**
     * One of several values.
     *
     * @param values at least one
     * @return a schema
     * @throws IllegalArgumentException if there is none
     */
    public static Bson enumOf(@Nullable Object... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("the values must not be empty: give at least one");
        }
        return Fields.one("enum", Arrays.asList(values.clone()));
    }

    /**
     * All of several schemas.
     *
     * @param schemas at least one
     * @return a schema
     * @throws IllegalArgumentException if there is none
     */
    public static Bson allOf(Bson... schemas) {
        return Fields.one("allOf", Given.some("the schemas", schemas));
    }

    /**
     * At least one of several schemas.
     *
     * @param schemas at least one
     * @return a schema
     * @throws IllegalArgumentException if there is none
     */
    public static Bson anyOf(Bson... schemas) {
        return Fields.one("anyOf", Given.some("the schemas", schemas));
    }

    /**
     * Exactly one of several schemas.
     *
     * @param schemas at least one
     * @return a schema
     * @throws IllegalArgumentException if there is none
     */
    public static Bson oneOf(Bson... schemas) {
        return Fields.one("oneOf", Given.some("the schemas", schemas));
    }

    /**
     * {@return a schema: what does not fit another}
     *
     * @param schema what must not fit
     */
    public static Bson not(Bson schema) {
        return Fields.one("not", Given.value("the schema", schema));
    }

    /**
     * A keyword that has no method here yet.
     *
     * @param keyword the keyword
     * @param value what the server takes
     * @return a schema: {@code {keyword: value}}
     */
    public static Bson of(String keyword, Object value) {
        return Fields.one(keyword, value);
    }

    private static Bson typed(String bsonType, Slots slots) {
        return new Slots().with("bsonType", bsonType).with(slots).bson();
    }
}
