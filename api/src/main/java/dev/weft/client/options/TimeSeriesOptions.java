package dev.weft.client.options;

import dev.weft.Granularity;
import java.time.Duration;

/**
 * What a time series collection is like (server manual, "Time Series Collections").
 */
public interface TimeSeriesOptions {
    /**
     * Sets the field that tells the series apart.
     *
     * @param field never {@code _id} or the time field
     * @return this form
     */
    TimeSeriesOptions metaField(String field);

    /**
     * Sets how far apart measurements of a series are, roughly.
     *
     * @param distance {@link Granularity#SECONDS} unless set
     * @return this form
     */
    TimeSeriesOptions granularity(Granularity distance);

    /**
     * Sets how much time a bucket spans at most. Since MongoDB 6.3; together with {@link #bucketRounding}, and instead of a granularity.
     *
     * @param span whole seconds, positive
     * @return this form
     * @throws IllegalArgumentException when it is not positive or no whole number of seconds
     */
    TimeSeriesOptions bucketMaxSpan(Duration span);

    /**
     * Sets to what the beginning of a bucket is rounded down; the same as {@link #bucketMaxSpan}. Since MongoDB 6.3.
     *
     * @param interval whole seconds, positive
     * @return this form
     * @throws IllegalArgumentException when it is not positive or no whole number of seconds
     */
    TimeSeriesOptions bucketRounding(Duration interval);
}
