package dev.weft.query;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.List;
import java.util.function.Consumer;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** What becomes of arrays. Users call these as methods of {@link Updates}, which would be too long a file. */
class ArrayUpdates {
    ArrayUpdates() {}

    /**
     * {@return an update: adds a value to an array that does not hold it (server manual, {@code $addToSet})}
     *
     * @param field the array, or a path to it
     * @param value the value; null is one, too
     */
    public static Bson addToSet(String field, @Nullable Object value) {
        return Fields.operator("$addToSet", field, value);
    }

    /**
     * {@return an update: adds the values to an array that it does not hold (server manual, {@code $addToSet})}
     *
     * @param field the array, or a path to it
     * @param values the values; each is added by itself, and at most once
     */
    public static Bson addEachToSet(String field, List<?> values) {
        return Fields.operator("$addToSet", field, Fields.one("$each", Given.value("the values", values)));
    }

    /**
     * {@return an update: appends a value to an array (server manual, {@code $push})}
     *
     * @param field the array, or a path to it
     * @param value the value; null is one, too
     */
    public static Bson push(String field, @Nullable Object value) {
        return Fields.operator("$push", field, value);
    }

    /**
     * {@return an update: appends values to an array (server manual, {@code $push})}
     *
     * @param field the array, or a path to it
     * @param values the values, in their order
     */
    public static Bson pushEach(String field, List<?> values) {
        return pushEach(field, values, o -> {});
    }

    /**
     * Adds values to an array (server manual, {@code $push}).
     *
     * @param field the array
     * @param values the values; none, to sort or cut the array only
     * @param o where they go, and what of the array stays
     * @return an update
     */
    public static Bson pushEach(String field, List<?> values, Consumer<? super PushOptions> o) {
        var form = new PushOptions();
        o.accept(form);
        return Fields.operator(
                "$push",
                field,
                new Slots()
                        .with("$each", Given.value("the values", values))
                        .with(form.slots)
                        .bson());
    }

    /**
     * {@return an update: removes a value from an array, wherever it is (server manual, {@code $pull})}
     *
     * @param field the array, or a path to it
     * @param value the value; an element goes if it equals it
     */
    public static Bson pull(String field, @Nullable Object value) {
        return Fields.operator("$pull", field, value);
    }

    /**
     * {@return an update: removes the elements from an array that match (server manual, {@code $pull})}
     *
     * @param filter a filter whose fields are the arrays, such as {@code Filters.gt("scores", 5)}
     */
    public static Bson pullByFilter(Bson filter) {
        return Fields.one("$pull", Given.value("the filter", filter));
    }

    /**
     * {@return an update: removes values from an array, wherever they are (server manual, {@code $pullAll})}
     *
     * @param field the array, or a path to it
     * @param values the values; an element goes if it equals one of them
     */
    public static Bson pullAll(String field, List<?> values) {
        return Fields.operator("$pullAll", field, Given.value("the values", values));
    }

    /**
     * {@return an update: removes the first element of an array (server manual, {@code $pop})}
     *
     * @param field the array, or a path to it
     */
    public static Bson popFirst(String field) {
        return Fields.operator("$pop", field, -1);
    }

    /**
     * {@return an update: removes the last element of an array (server manual, {@code $pop})}
     *
     * @param field the array, or a path to it
     */
    public static Bson popLast(String field) {
        return Fields.operator("$pop", field, 1);
    }
}
