package dev.weft.client.options;

import java.time.Duration;

/**
 * What every call can be told.
 *
 * @param <O> the form
 */
public interface CallOptions<O> {
    /**
     * Sets how long the call may take, its retries included. Wins over the handle's timeout.
     *
     * @param limit not negative; zero: without limit
     * @return this form
     */
    O timeout(Duration limit);

    /**
     * Sets how long the server may work on it; left out when a timeout is set.
     *
     * @param limit positive
     * @return this form
     */
    O maxTime(Duration limit);

    /**
     * Adds a comment that the server's log and profiler show.
     *
     * @param any anything a codec can write
     * @return this form
     */
    O comment(Object any);

    /**
     * Sets whether the command works on what a time series collection stores, not on what it shows. For tools of MongoDB's own, and left out
     * where the server is older than 8.2.
     *
     * @param yes false unless set
     * @return this form
     */
    O rawData(boolean yes);

    /**
     * Sends a field as it is, for servers newer than this driver.
     *
     * @param field the field's name
     * @param value anything a codec can write
     * @return this form
     */
    O option(String field, Object value);
}
