package dev.weft.query;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.time.Instant;
import java.util.List;
import org.bson.conversions.Bson;

/** From where to where {@link Aggregates#densify} adds documents, and in which steps (server manual, {@code $densify}). */
public final class DensifyRange {
    private DensifyRange() {}

    /**
     * A range that has no method here yet.
     *
     * @param fields the range's fields
     * @return a range
     */
    public static Bson of(Bson... fields) {
        return Fields.joined(Given.some("the fields", fields));
    }

    /**
     * {@return a range: from the least to the greatest number of all documents}
     *
     * @param step the distance from one value to the next, positive
     */
    public static Bson fullRangeWithStep(Number step) {
        return numbers("full", step);
    }

    /**
     * {@return a range: from the first to the last date of all documents}
     *
     * @param step the distance from one value to the next, positive
     * @param unit the unit of the step
     */
    public static Bson fullRangeWithStep(long step, DateUnit unit) {
        return dates("full", step, unit);
    }

    /**
     * {@return a range: from the least to the greatest number of a partition}
     *
     * @param step the distance from one value to the next, positive
     */
    public static Bson partitionRangeWithStep(Number step) {
        return numbers("partition", step);
    }

    /**
     * {@return a range: from the first to the last date of a partition}
     *
     * @param step the distance from one value to the next, positive
     * @param unit the unit of the step
     */
    public static Bson partitionRangeWithStep(long step, DateUnit unit) {
        return dates("partition", step, unit);
    }

    /**
     * Between two numbers.
     *
     * @param lower the first
     * @param upper the end, itself not included
     * @param step positive
     * @return a range
     * @throws IllegalArgumentException if the range is empty or the step is not positive
     */
    public static Bson rangeWithStep(Number lower, Number upper, Number step) {
        Given.ordered("a range", lower.doubleValue(), upper.doubleValue());
        return numbers(List.of(lower, upper), step);
    }

    /**
     * Between two dates.
     *
     * @param from the first
     * @param to the end, itself not included
     * @param step positive
     * @param unit the unit of the steps
     * @return a range
     * @throws IllegalArgumentException if the range is empty or the step is not positive
     */
    public static Bson rangeWithStep(Instant from, Instant to, long step, DateUnit unit) {
        if (from.isAfter(to)) {
            throw new IllegalArgumentException(
                    "a range from " + from + " to " + to + " is empty: give the earlier date first");
        }
        return dates(List.of(from, to), step, unit);
    }

    private static Bson numbers(Object bounds, Number step) {
        Given.positive("the step", step.doubleValue());
        return new Slots().with("bounds", bounds).with("step", step).bson();
    }

    private static Bson dates(Object bounds, long step, DateUnit unit) {
        return new Slots()
                .with("bounds", bounds)
                .with("step", Given.positive("the step", step))
                .with("unit", unit.word())
                .bson();
    }
}
