package dev.weft.query;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import org.bson.conversions.Bson;

/** The form of {@link Aggregates#bucketAuto(Object, int, java.util.function.Consumer)} (server manual, {@code $bucketAuto}). */
public final class BucketAutoOptions {
    final Slots slots = new Slots();

    BucketAutoOptions() {}

    /**
     * Sets which series of preferred numbers the boundaries are taken from; then all values must be numbers, not negative.
     *
     * @param series such as {@code "R5"}, {@code "1-2-5"}, {@code "E12"} or {@code "POWERSOF2"}
     * @return this form
     */
    public BucketAutoOptions granularity(String series) {
        slots.with("granularity", Given.value("the series", series));
        return this;
    }

    /**
     * Sets what is computed of each bucket; its count unless set.
     *
     * @param accumulators see {@link Accumulators}; at least one
     * @return this form
     * @throws IllegalArgumentException if there is none
     */
    public BucketAutoOptions output(Bson... accumulators) {
        slots.with("output", Fields.joined(Given.some("the accumulators", accumulators)));
        return this;
    }
}
