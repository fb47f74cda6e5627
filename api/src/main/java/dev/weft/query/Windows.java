package dev.weft.query;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.List;
import java.util.Locale;
import org.bson.conversions.Bson;

/**
 * The documents around each that {@link WindowOutputFields} look at (server manual, {@code $setWindowFields}, "Window"): by their
 * places, or by how far away the value is that is sorted by.
 */
public final class Windows {
    private Windows() {}

    /** An end of a window that is no number. */
    public enum Bound {
        /** The document itself. */
        CURRENT,
        /** The end of the partition. */
        UNBOUNDED;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A kind of window that has no method here yet.
     *
     * @param kind such as {@code "documents"}
     * @param value what the server takes
     * @return a window
     */
    public static Bson of(String kind, Object value) {
        return Fields.one(kind, value);
    }

    /** {@return a window: the whole partition} */
    public static Bson whole() {
        return documents(Bound.UNBOUNDED, Bound.UNBOUNDED);
    }

    /**
     * Documents by their places.
     *
     * @param lower the first, as its distance: negative is before, 0 the document itself
     * @param upper the last, as its distance
     * @return a window
     * @throws IllegalArgumentException if the first lies behind the last
     */
    public static Bson documents(int lower, int upper) {
        Given.ordered("a window", lower, upper);
        return of("documents", List.of(lower, upper));
    }

    /**
     * {@return a window: documents by their places, from a bound to a distance}
     *
     * @param lower from the document itself on, or from the beginning of the partition on
     * @param upper the last, as its distance: negative is before, 0 the document itself
     */
    public static Bson documents(Bound lower, int upper) {
        return of("documents", List.of(lower.word(), upper));
    }

    /**
     * {@return a window: documents by their places, from a distance to a bound}
     *
     * @param lower the first, as its distance: negative is before, 0 the document itself
     * @param upper up to the document itself, or up to the end of the partition
     */
    public static Bson documents(int lower, Bound upper) {
        return of("documents", List.of(lower, upper.word()));
    }

    /**
     * {@return a window: documents by their places, between bounds}
     *
     * @param lower from the document itself on, or from the beginning of the partition on
     * @param upper up to the document itself, or up to the end of the partition
     */
    public static Bson documents(Bound lower, Bound upper) {
        return of("documents", List.of(lower.word(), upper.word()));
    }

    /**
     * Documents by their values.
     *
     * @param lower what is added to the value to get the least, usually negative
     * @param upper what is added to the value to get the greatest
     * @return a window
     * @throws IllegalArgumentException if the least is more than the greatest
     */
    public static Bson range(Number lower, Number upper) {
        Given.ordered("a window", lower.doubleValue(), upper.doubleValue());
        return of("range", List.of(lower, upper));
    }

    /**
     * {@return a window: documents by their values, from a bound to a difference}
     *
     * @param lower from the document's value on, or from the beginning of the partition on
     * @param upper what is added to the value to get the greatest
     */
    public static Bson range(Bound lower, Number upper) {
        return of("range", List.of(lower.word(), upper));
    }

    /**
     * {@return a window: documents by their values, from a difference to a bound}
     *
     * @param lower what is added to the value to get the least, usually negative
     * @param upper up to the document's value, or up to the end of the partition
     */
    public static Bson range(Number lower, Bound upper) {
        return of("range", List.of(lower, upper.word()));
    }

    /**
     * {@return a window: documents by their values, between bounds; those of the same value belong together}
     *
     * @param lower from the document's value on, or from the beginning of the partition on
     * @param upper up to the document's value, or up to the end of the partition
     */
    public static Bson range(Bound lower, Bound upper) {
        return of("range", List.of(lower.word(), upper.word()));
    }

    /**
     * Documents by their dates.
     *
     * @param lower what is added to the date to get the first, usually negative
     * @param upper what is added to the date to get the last
     * @param unit the unit of both
     * @return a window
     * @throws IllegalArgumentException if the first lies behind the last
     */
    public static Bson timeRange(long lower, long upper, DateUnit unit) {
        Given.ordered("a window", lower, upper);
        return time(List.of(lower, upper), unit);
    }

    /**
     * {@return a window: documents by their dates, from a bound to a difference}
     *
     * @param lower from the document's date on, or from the beginning of the partition on
     * @param upper what is added to the date to get the last
     * @param unit the unit of {@code upper}
     */
    public static Bson timeRange(Bound lower, long upper, DateUnit unit) {
        return time(List.of(lower.word(), upper), unit);
    }

    /**
     * {@return a window: documents by their dates, from a difference to a bound}
     *
     * @param lower what is added to the date to get the first, usually negative
     * @param upper up to the document's date, or up to the end of the partition
     * @param unit the unit of {@code lower}
     */
    public static Bson timeRange(long lower, Bound upper, DateUnit unit) {
        return time(List.of(lower, upper.word()), unit);
    }

    private static Bson time(List<?> range, DateUnit unit) {
        return new Slots().with("range", range).with("unit", unit.word()).bson();
    }
}
