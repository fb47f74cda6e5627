package dev.weft.query;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import org.bson.conversions.Bson;

/** The form of {@link Aggregates#bucket(Object, java.util.List, java.util.function.Consumer)} (server manual, {@code $bucket}). */
public final class BucketOptions {
    final Slots slots = new Slots();

    BucketOptions() {}

    /**
     * Sets the bucket of all that lies in no other; unless set, such a value is an error.
     *
     * @param name the {@code _id} of the bucket
     * @return this form
     */
    public BucketOptions defaultBucket(Object name) {
        slots.with("default", Given.value("the name", name));
        return this;
    }

    /**
     * Sets what is computed of each bucket; its count unless set.
     *
     * @param accumulators see {@link Accumulators}; at least one
     * @return this form
     * @throws IllegalArgumentException if there is none
     */
    public BucketOptions output(Bson... accumulators) {
        slots.with("output", Fields.joined(Given.some("the accumulators", accumulators)));
        return this;
    }
}
