package dev.weft.client;

import dev.weft.ReadPreference;
import java.time.Duration;

/**
 * A command of the user's own that opens a cursor (run command specification, "runCursorCommand"). It is sent as it is: batch size, comment and
 * waiting time are for the messages that bring more.
 *
 * @param <T> what its documents become
 */
public interface CommandQuery<T> extends BatchedQuery<T, CommandQuery<T>> {
    /**
     * The same command with documents of another Java type.
     *
     * @param <R> the type
     * @param type the type
     * @return a new query
     */
    <R> CommandQuery<R> as(Class<R> type);

    /**
     * Sets which server runs it.
     *
     * @param preference the primary unless set, whatever the handle says
     * @return a new query
     */
    CommandQuery<T> readPreference(ReadPreference preference);

    /**
     * Sets how long the server waits for more in each message that brings more. The command must ask for a cursor that awaits data: to wait
     * with any other one is refused by servers (code 2).
     *
     * @param limit not negative; zero: the server's choice
     * @return a new query
     */
    CommandQuery<T> maxAwait(Duration limit);

    /**
     * Makes it a command whose cursor stays open at its end: more may come.
     *
     * @return a new query
     */
    CommandQuery<T> tailable();

    /**
     * The same, with the server waiting for more in each message.
     *
     * @param maxAwait how long, not negative; zero: the server's choice
     * @return a new query
     */
    CommandQuery<T> tailable(Duration maxAwait);
}
