package dev.weft.client.options;

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
     * @param word {@code seconds}, {@code minutes} or {@code hours}
     * @return this form
     */
    TimeSeriesOptions granularity(String word);

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
