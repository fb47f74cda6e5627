package dev.weft.query;

import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** What becomes of documents. */
public final class Updates {
    private Updates() {}

    /**
     * Several updates as one.
     *
     * @param updates at least one; of a field changed twice in one way, the last counts
     * @return an update
     */
    public static Bson combine(Bson... updates) {
        return combine(List.of(updates));
    }

    /**
     * Several updates as one.
     *
     * @param updates at least one; of a field changed twice in one way, the last counts
     * @return an update
     */
    public static Bson combine(List<? extends Bson> updates) {
        return new Changes.Combined(updates);
    }

    /**
     * An update by a pipeline of {@code $set}, {@code $unset} and {@code $replaceWith}; it has no form as one document.
     *
     * @param stages at least one
     * @return an update
     */
    public static Bson pipeline(Bson... stages) {
        return new Changes.Stages(List.of(stages));
    }

    /** {@return an update: sets a field} */
    public static Bson set(String field, @Nullable Object value) {
        return Fields.one("$set", Fields.one(field, value));
    }

    /** {@return an update: sets several fields} */
    public static Bson set(Bson fields) {
        return Fields.one("$set", fields);
    }

    /** {@return an update: sets a field if the document is inserted} */
    public static Bson setOnInsert(String field, @Nullable Object value) {
        return Fields.one("$setOnInsert", Fields.one(field, value));
    }

    /** {@return an update: removes a field} */
    public static Bson unset(String field) {
        return Fields.one("$unset", Fields.one(field, ""));
    }

    /**
     * Renames a field.
     *
     * @param field the field, as dots
     * @param newName its new name
     * @return an update
     */
    public static Bson rename(String field, String newName) {
        return Fields.one("$rename", Fields.one(field, newName));
    }

    /** {@return an update: adds to a field} */
    public static Bson inc(String field, Number number) {
        return Fields.one("$inc", Fields.one(field, number));
    }

    /** {@return an update: multiplies a field} */
    public static Bson mul(String field, Number number) {
        return Fields.one("$mul", Fields.one(field, number));
    }

    /** {@return an update: sets a field if the value is less than it} */
    public static Bson min(String field, Object value) {
        return Fields.one("$min", Fields.one(field, value));
    }

    /** {@return an update: sets a field if the value is greater than it} */
    public static Bson max(String field, Object value) {
        return Fields.one("$max", Fields.one(field, value));
    }

    /** {@return an update: sets a field to the server's date} */
    public static Bson currentDate(String field) {
        return Fields.one("$currentDate", Fields.one(field, true));
    }

    /** {@return an update: sets a field to the server's timestamp} */
    public static Bson currentTimestamp(String field) {
        return Fields.one("$currentDate", Fields.one(field, Fields.one("$type", "timestamp")));
    }

    /** {@return an update: adds a value to an array that does not hold it} */
    public static Bson addToSet(String field, Object value) {
        return Fields.one("$addToSet", Fields.one(field, value));
    }

    /** {@return an update: adds the values to an array that it does not hold} */
    public static Bson addEachToSet(String field, List<?> values) {
        return Fields.one("$addToSet", Fields.one(field, Fields.one("$each", values)));
    }

    /** {@return an update: appends a value to an array} */
    public static Bson push(String field, Object value) {
        return Fields.one("$push", Fields.one(field, value));
    }

    /** {@return an update: appends values to an array} */
    public static Bson pushEach(String field, List<?> values) {
        return Fields.one("$push", Fields.one(field, Fields.one("$each", values)));
    }

    /** {@return an update: removes a value from an array, wherever it is} */
    public static Bson pull(String field, Object value) {
        return Fields.one("$pull", Fields.one(field, value));
    }

    /** {@return an update: removes the elements from an array that match} */
    public static Bson pullByFilter(Bson filter) {
        return Fields.one("$pull", filter);
    }

    /** {@return an update: removes values from an array, wherever they are} */
    public static Bson pullAll(String field, List<?> values) {
        return Fields.one("$pullAll", Fields.one(field, values));
    }

    /** {@return an update: removes the first element of an array} */
    public static Bson popFirst(String field) {
        return Fields.one("$pop", Fields.one(field, -1));
    }

    /** {@return an update: removes the last element of an array} */
    public static Bson popLast(String field) {
        return Fields.one("$pop", Fields.one(field, 1));
    }

    /** {@return an update: changes the bits of a field by and} */
    public static Bson bitwiseAnd(String field, long value) {
        return Fields.one("$bit", Fields.one(field, Fields.one("and", value)));
    }

    /** {@return an update: changes the bits of a field by or} */
    public static Bson bitwiseOr(String field, long value) {
        return Fields.one("$bit", Fields.one(field, Fields.one("or", value)));
    }

    /** {@return an update: changes the bits of a field by xor} */
    public static Bson bitwiseXor(String field, long value) {
        return Fields.one("$bit", Fields.one(field, Fields.one("xor", value)));
    }
}
