package dev.weft.query;

import org.bson.conversions.Bson;

/** What is computed of each group of a pipeline's {@link Aggregates#group}. */
public final class Accumulators {
    private Accumulators() {}

    /** {@return a field of a group: the sum of the values} */
    public static Bson sum(String field, Object expression) {
        return Fields.operator(field, "$sum", expression);
    }

    /** {@return a field of a group: the mean of the values} */
    public static Bson avg(String field, Object expression) {
        return Fields.operator(field, "$avg", expression);
    }

    /** {@return a field of a group: the least value} */
    public static Bson min(String field, Object expression) {
        return Fields.operator(field, "$min", expression);
    }

    /** {@return a field of a group: the greatest value} */
    public static Bson max(String field, Object expression) {
        return Fields.operator(field, "$max", expression);
    }

    /** {@return a field of a group: the value of the first document} */
    public static Bson first(String field, Object expression) {
        return Fields.operator(field, "$first", expression);
    }

    /** {@return a field of a group: the value of the last document} */
    public static Bson last(String field, Object expression) {
        return Fields.operator(field, "$last", expression);
    }

    /** {@return a field of a group: all values, in order} */
    public static Bson push(String field, Object expression) {
        return Fields.operator(field, "$push", expression);
    }

    /** {@return a field of a group: all values, each once} */
    public static Bson addToSet(String field, Object expression) {
        return Fields.operator(field, "$addToSet", expression);
    }

    /** {@return a field of a group: all documents as one} */
    public static Bson mergeObjects(String field, Object expression) {
        return Fields.operator(field, "$mergeObjects", expression);
    }

    /** {@return a field of a group: the standard deviation of the whole} */
    public static Bson stdDevPop(String field, Object expression) {
        return Fields.operator(field, "$stdDevPop", expression);
    }

    /** {@return a field of a group: the standard deviation of a sample} */
    public static Bson stdDevSamp(String field, Object expression) {
        return Fields.operator(field, "$stdDevSamp", expression);
    }
}
