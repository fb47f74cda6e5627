package dev.weft.query;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * What depends on the order within a partition. Users call these as methods of {@link WindowOutputFields}, which would be too long a
 * file.
 */
class OrderedOutputFields {
    OrderedOutputFields() {}

    /**
     * {@return an output: how fast a value changes from the first to the last document of a window, per unit of what is sorted by (server manual, {@code $derivative})}
     *
     * @param field the field it is put into
     * @param expression the value, a number
     * @param window the documents, see {@link Windows}
     */
    public static Bson derivative(String field, Object expression, Bson window) {
        return over(field, "$derivative", Fields.one("input", expression), window);
    }

    /**
     * How fast a value changes over a window, per unit of time (server manual, {@code $derivative}).
     *
     * @param field the field it is put into
     * @param expression the value
     * @param window the documents
     * @param unit a week or less
     * @return an output
     */
    public static Bson timeDerivative(String field, Object expression, Bson window, DateUnit unit) {
        return over(field, "$derivative", timed(expression, unit), window);
    }

    /**
     * {@return an output: the area under a value over a window (server manual, {@code $integral})}
     *
     * @param field the field it is put into
     * @param expression the value, a number
     * @param window the documents, see {@link Windows}
     */
    public static Bson integral(String field, Object expression, Bson window) {
        return over(field, "$integral", Fields.one("input", expression), window);
    }

    /**
     * The area under a value over a window, in units of time (server manual, {@code $integral}).
     *
     * @param field the field it is put into
     * @param expression the value
     * @param window the documents
     * @param unit a week or less
     * @return an output
     */
    public static Bson timeIntegral(String field, Object expression, Bson window, DateUnit unit) {
        return over(field, "$integral", timed(expression, unit), window);
    }

    /**
     * A mean in which the newest values weigh most (server manual, {@code $expMovingAvg}).
     *
     * @param field the field it is put into
     * @param expression the values
     * @param n the documents that carry most of the weight, positive
     * @return an output
     * @throws IllegalArgumentException if {@code n} is not positive
     */
    public static Bson expMovingAvg(String field, Object expression, int n) {
        return alone(
                field,
                "$expMovingAvg",
                new Slots()
                        .with("input", expression)
                        .with("N", Given.positive("n", n))
                        .bson());
    }

    /**
     * A mean in which the newest values weigh most (server manual, {@code $expMovingAvg}).
     *
     * @param field the field it is put into
     * @param expression the values
     * @param alpha the weight of the newest, more than 0 and less than 1
     * @return an output
     * @throws IllegalArgumentException if the weight is out of range
     */
    public static Bson expMovingAvg(String field, Object expression, double alpha) {
        return alone(
                field,
                "$expMovingAvg",
                new Slots()
                        .with("input", expression)
                        .with("alpha", weight(alpha))
                        .bson());
    }

    /**
     * The value of the document some places before or behind (server manual, {@code $shift}).
     *
     * @param field the field it is put into
     * @param expression the value
     * @param by how many places: 1 is the next document, -1 the one before
     * @return an output; null where there is none
     */
    public static Bson shift(String field, Object expression, int by) {
        return shift(field, expression, by, null);
    }

    /**
     * The value of the document some places before or behind (server manual, {@code $shift}).
     *
     * @param field the field it is put into
     * @param expression the value
     * @param by how many places: 1 is the next document, -1 the one before
     * @param otherwise the value where there is no such document; a constant
     * @return an output
     */
    public static Bson shift(String field, Object expression, int by, @Nullable Object otherwise) {
        return alone(
                field,
                "$shift",
                new Slots()
                        .with("output", expression)
                        .with("by", by)
                        .with("default", otherwise)
                        .bson());
    }

    /**
     * {@return an output: the place in the partition, from 1 (server manual, {@code $documentNumber})}
     *
     * @param field the field it is put into
     */
    public static Bson documentNumber(String field) {
        return alone(field, "$documentNumber", Fields.nothing());
    }

    /**
     * {@return an output: the rank in the partition; equals share one, and then some are left out (server manual, {@code $rank})}
     *
     * @param field the field it is put into
     */
    public static Bson rank(String field) {
        return alone(field, "$rank", Fields.nothing());
    }

    /**
     * {@return an output: the rank in the partition; equals share one, and none is left out (server manual, {@code $denseRank})}
     *
     * @param field the field it is put into
     */
    public static Bson denseRank(String field) {
        return alone(field, "$denseRank", Fields.nothing());
    }

    /**
     * {@return an output: null and missing values become the one before; since MongoDB 5.2 (server manual, {@code $locf})}
     *
     * @param field the field it is put into
     * @param expression the value, which may be null or missing
     */
    public static Bson locf(String field, Object expression) {
        return alone(field, "$locf", expression);
    }

    /**
     * {@return an output: null and missing values lie on the line between their neighbours; since MongoDB 5.3 (server manual, {@code $linearFill})}
     *
     * @param field the field it is put into
     * @param expression the value: a number, null or missing
     */
    public static Bson linearFill(String field, Object expression) {
        return alone(field, "$linearFill", expression);
    }

    /**
     * The value between the least and the greatest of a window, as a number from 0 to 1; since MongoDB 8.2 (server manual,
     * {@code $minMaxScaler}).
     *
     * @param field the field it is put into
     * @param expression the value
     * @param window the documents
     * @return an output
     */
    public static Bson minMaxScaler(String field, Object expression, Bson window) {
        return over(field, "$minMaxScaler", Fields.one("input", expression), window);
    }

    private static double weight(double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha " + alpha + " is out of range: give more than 0 and less than 1");
        }
        return alpha;
    }

    /** A function of a window. */
    static Bson over(String field, String operator, @Nullable Object value, Bson window) {
        return Fields.one(
                field,
                new Slots()
                        .with(operator, value)
                        .with("window", Given.value("the window", window))
                        .bson());
    }

    private static Bson alone(String field, String operator, @Nullable Object value) {
        return Fields.operator(field, operator, value);
    }

    private static Bson timed(Object expression, DateUnit unit) {
        return new Slots().with("input", expression).with("unit", unit.word()).bson();
    }
}
