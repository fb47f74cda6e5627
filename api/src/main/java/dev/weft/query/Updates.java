package dev.weft.query;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of documents. Field names may be paths, with dots and with {@code $}, {@code $[]} and {@code $[name]} for elements
 * of arrays. What they return prints as JSON.
 */
public final class Updates extends ArrayUpdates {
    private Updates() {}

    /**
     * Several updates as one.
     *
     * @param updates at least one; of a field changed twice in one way, the last counts
     * @return an update
     * @throws IllegalArgumentException if there is none
     */
    public static Bson combine(Bson... updates) {
        return combine(Given.list("the updates", updates));
    }

    /**
     * Several updates as one.
     *
     * @param updates at least one; of a field changed twice in one way, the last counts
     * @return an update
     * @throws IllegalArgumentException if there is none
     */
    public static Bson combine(List<? extends Bson> updates) {
        return Changes.combined(Given.some("the updates", updates));
    }

    /**
     * An update by a pipeline of {@code $set}, {@code $unset} and {@code $replaceWith}; it has no form as one document. Since MongoDB 4.2
     * (server manual, "Updates with Aggregation Pipeline").
     *
     * @param stages at least one
     * @return an update
     * @throws IllegalArgumentException if there is none
     */
    public static Bson pipeline(Bson... stages) {
        return pipeline(Given.list("the stages of an update", stages));
    }

    /**
     * An update by a pipeline of {@code $set}, {@code $unset} and {@code $replaceWith}; it has no form as one document. Since MongoDB 4.2
     * (server manual, "Updates with Aggregation Pipeline").
     *
     * @param stages at least one
     * @return an update
     * @throws IllegalArgumentException if there is none
     */
    public static Bson pipeline(List<? extends Bson> stages) {
        return new Changes.Stages(stages);
    }

    /**
     * An operator that has no method here yet.
     *
     * @param operator the operator with its dollar sign
     * @param field the field
     * @param value what the operator takes
     * @return an update: {@code {operator: {field: value}}}
     * @throws IllegalArgumentException if the operator has no dollar sign
     */
    public static Bson of(String operator, String field, @Nullable Object value) {
        return Fields.one(Given.operator(operator), Fields.one(field, value));
    }

    /**
     * {@return an update: sets a field (server manual, {@code $set})}
     *
     * @param field the field, or a path to it
     * @param value what it becomes; null is a value, too
     */
    public static Bson set(String field, @Nullable Object value) {
        return Fields.operator("$set", field, value);
    }

    /**
     * {@return an update: sets several fields (server manual, {@code $set})}
     *
     * @param fields the fields and what they become: {@code {field: value, ...}}
     */
    public static Bson set(Bson fields) {
        return Fields.one("$set", Given.value("the fields", fields));
    }

    /**
     * {@return an update: sets a field if the document is inserted (server manual, {@code $setOnInsert})}
     *
     * @param field the field, or a path to it
     * @param value what it becomes; null is a value, too
     */
    public static Bson setOnInsert(String field, @Nullable Object value) {
        return Fields.operator("$setOnInsert", field, value);
    }

    /**
     * {@return an update: sets several fields if the document is inserted (server manual, {@code $setOnInsert})}
     *
     * @param fields the fields and what they become: {@code {field: value, ...}}
     */
    public static Bson setOnInsert(Bson fields) {
        return Fields.one("$setOnInsert", Given.value("the fields", fields));
    }

    /**
     * {@return an update: removes a field (server manual, {@code $unset})}
     *
     * @param field the field, or a path to it
     */
    public static Bson unset(String field) {
        return Fields.operator("$unset", field, "");
    }

    /**
     * Renames a field (server manual, {@code $rename}).
     *
     * @param field the field
     * @param newName its new name
     * @return an update
     */
    public static Bson rename(String field, String newName) {
        return Fields.operator("$rename", field, Given.value("the new name", newName));
    }

    /**
     * {@return an update: adds to a field; one that is not there counts as zero (server manual, {@code $inc})}
     *
     * @param field the field, or a path to it
     * @param number what is added; negative to subtract
     */
    public static Bson inc(String field, Number number) {
        return Fields.operator("$inc", field, Given.value("the number", number));
    }

    /**
     * {@return an update: multiplies a field; one that is not there becomes zero (server manual, {@code $mul})}
     *
     * @param field the field, or a path to it
     * @param number the factor
     */
    public static Bson mul(String field, Number number) {
        return Fields.operator("$mul", field, Given.value("the number", number));
    }

    /**
     * {@return an update: sets a field if the value is less than it (server manual, {@code $min})}
     *
     * @param field the field, or a path to it
     * @param value what it becomes if it is greater, or not there; different types compare in BSON's order
     */
    public static Bson min(String field, Object value) {
        return Fields.operator("$min", field, value);
    }

    /**
     * {@return an update: sets a field if the value is greater than it (server manual, {@code $max})}
     *
     * @param field the field, or a path to it
     * @param value what it becomes if it is less, or not there; different types compare in BSON's order
     */
    public static Bson max(String field, Object value) {
        return Fields.operator("$max", field, value);
    }

    /**
     * {@return an update: sets a field to the server's date (server manual, {@code $currentDate})}
     *
     * @param field the field, or a path to it
     */
    public static Bson currentDate(String field) {
        return Fields.operator("$currentDate", field, true);
    }

    /**
     * {@return an update: sets a field to the server's timestamp (server manual, {@code $currentDate})}
     *
     * @param field the field, or a path to it
     */
    public static Bson currentTimestamp(String field) {
        return Fields.operator("$currentDate", field, Fields.one("$type", "timestamp"));
    }

    /**
     * {@return an update: changes the bits of a field by and (server manual, {@code $bit})}
     *
     * @param field the field, an integer
     * @param value the bits it keeps, of 32
     */
    public static Bson bitwiseAnd(String field, int value) {
        return bit(field, "and", value);
    }

    /**
     * {@return an update: changes the bits of a field by and (server manual, {@code $bit})}
     *
     * @param field the field, an integer
     * @param value the bits it keeps, of 64
     */
    public static Bson bitwiseAnd(String field, long value) {
        return bit(field, "and", value);
    }

    /**
     * {@return an update: changes the bits of a field by or (server manual, {@code $bit})}
     *
     * @param field the field, an integer
     * @param value the bits it sets, of 32
     */
    public static Bson bitwiseOr(String field, int value) {
        return bit(field, "or", value);
    }

    /**
     * {@return an update: changes the bits of a field by or (server manual, {@code $bit})}
     *
     * @param field the field, an integer
     * @param value the bits it sets, of 64
     */
    public static Bson bitwiseOr(String field, long value) {
        return bit(field, "or", value);
    }

    /**
     * {@return an update: changes the bits of a field by xor (server manual, {@code $bit})}
     *
     * @param field the field, an integer
     * @param value the bits it turns over, of 32
     */
    public static Bson bitwiseXor(String field, int value) {
        return bit(field, "xor", value);
    }

    /**
     * {@return an update: changes the bits of a field by xor (server manual, {@code $bit})}
     *
     * @param field the field, an integer
     * @param value the bits it turns over, of 64
     */
    public static Bson bitwiseXor(String field, long value) {
        return bit(field, "xor", value);
    }

    private static Bson bit(String field, String operation, Number value) {
        return Fields.operator("$bit", field, Fields.one(operation, value));
    }
}
