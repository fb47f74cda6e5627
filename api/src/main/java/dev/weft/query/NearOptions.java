package dev.weft.query;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;

/** The form of {@link Filters#near} and {@link Filters#nearSphere}. */
public final class NearOptions {
    final Slots slots = new Slots();

    NearOptions() {}

    /**
     * Leaves out what is farther away.
     *
     * @param most the distance, not negative
     * @return this form
     */
    public NearOptions maxDistance(double most) {
        slots.with("$maxDistance", Given.notNegative("a distance", most));
        return this;
    }

    /**
     * Leaves out what is nearer.
     *
     * @param least the distance, not negative
     * @return this form
     */
    public NearOptions minDistance(double least) {
        slots.with("$minDistance", Given.notNegative("a distance", least));
        return this;
    }
}
