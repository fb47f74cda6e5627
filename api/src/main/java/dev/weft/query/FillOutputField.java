package dev.weft.query;

import dev.weft.query.shape.Fields;
import org.bson.conversions.Bson;

/** What {@link Aggregates#fill} puts where (server manual, {@code $fill}). */
public final class FillOutputField {
    private FillOutputField() {}

    /**
     * {@return an output: the value of an expression}
     *
     * @param field the field whose missing and null values are filled
     * @param expression the value, computed of the document that lacks it
     */
    public static Bson value(String field, Object expression) {
        return Fields.operator(field, "value", expression);
    }

    /**
     * {@return an output: the value of the last document that has one}
     *
     * @param field the field whose missing and null values are filled
     */
    public static Bson locf(String field) {
        return Fields.operator(field, "method", "locf");
    }

    /**
     * {@return an output: a number on the line between those of the neighbours}
     *
     * @param field the field whose missing and null values are filled; a number where it has one
     */
    public static Bson linear(String field) {
        return Fields.operator(field, "method", "linear");
    }

    /**
     * A way that has no method here yet.
     *
     * @param field the field
     * @param specification what the server takes
     * @return an output: {@code {field: specification}}
     */
    public static Bson of(String field, Bson specification) {
        return Fields.one(field, specification);
    }
}
