package dev.weft.client;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A query: an immutable value. Each option returns a new query; only the last word sends it.
 *
 * @param <T> what its documents become
 * @param <Q> the query
 */
public interface Query<T, Q> extends Iterable<T> {
    /**
     * Sets how long the server may work on it; left out when a timeout is set.
     *
     * @param limit not negative
     * @return a new query
     */
    Q maxTime(Duration limit);

    /**
     * Adds a comment that the server's log and profiler show.
     *
     * @param any anything a codec can write
     * @return a new query
     */
    Q comment(Object any);

    /**
     * Sets how long it may take. Wins over the handle's timeout.
     *
     * @param limit not negative; zero: without limit
     * @return a new query
     */
    Q timeout(Duration limit);

    /**
     * Sets whether the command works on what a time series collection stores, not on what it shows. For tools of MongoDB's own, and left out
     * where the server is older than 8.2.
     *
     * @param yes false unless set
     * @return a new query
     */
    Q rawData(boolean yes);

    /**
     * Sends a field as it is, for servers newer than this driver.
     *
     * @param field the field's name
     * @param value anything a codec can write
     * @return a new query
     */
    Q option(String field, Object value);

    /** {@return the first document, if there is one; leaves no cursor, and find and aggregate ask for one only} */
    Optional<T> first();

    /** {@return all documents} */
    List<T> toList();

    /**
     * The first documents. More may be on their way already: to ask the server for no more, use a limit.
     *
     * @param atMost how many, not negative
     * @return as many, or all if there are fewer; no cursor is left
     * @throws IllegalArgumentException when the number is negative
     */
    List<T> toList(int atMost);

    /** {@return a cursor over the documents; close it} */
    MongoCursor<T> cursor();

    /** {@return a stream of the documents: sequential, and lazy unless one message brings all; close it} */
    Stream<T> stream();

    /**
     * Does something with each document. The cursor is closed at the end, also when the action throws.
     *
     * @param action what to do
     */
    @Override
    void forEach(Consumer<? super T> action);

    /** {@return an iterator for a loop; when the loop is left early, the cursor is killed once it is unreachable} */
    @Override
    Iterator<T> iterator();
}
