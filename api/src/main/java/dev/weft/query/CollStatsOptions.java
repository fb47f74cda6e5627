package dev.weft.query;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;

/** The form of {@link Aggregates#collStats} (server manual, {@code $collStats}). */
public final class CollStatsOptions {
    final Slots slots = new Slots();

    CollStatsOptions() {}

    /**
     * Asks how long operations took.
     *
     * @param histograms whether how often each latency occurred is told too
     * @return this form
     */
    public CollStatsOptions latencyStats(boolean histograms) {
        slots.with("latencyStats", Fields.one("histograms", histograms));
        return this;
    }

    /**
     * Asks how much room it takes, in bytes.
     *
     * @return this form
     */
    public CollStatsOptions storageStats() {
        slots.with("storageStats", Fields.nothing());
        return this;
    }

    /**
     * Asks how much room it takes.
     *
     * @param scale what sizes are divided by, positive; 1024 for kibibytes
     * @return this form
     * @throws IllegalArgumentException if it is not positive
     */
    public CollStatsOptions storageStats(int scale) {
        slots.with("storageStats", Fields.one("scale", Given.positive("the scale", scale)));
        return this;
    }

    /**
     * Asks how many documents it has, by the metadata.
     *
     * @return this form
     */
    public CollStatsOptions count() {
        slots.with("count", Fields.nothing());
        return this;
    }

    /**
     * Asks how often it was read whole; since MongoDB 4.4.
     *
     * @return this form
     */
    public CollStatsOptions queryExecStats() {
        slots.with("queryExecStats", Fields.nothing());
        return this;
    }

    /**
     * Sets a field that has no method here yet.
     *
     * @param field the field
     * @param value anything a codec can write
     * @return this form
     */
    public CollStatsOptions option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
