package dev.weft.client;

import org.jspecify.annotations.Nullable;

/**
 * A task of a parallel scope.
 *
 * @param <R> its result
 */
public interface Fork<R extends @Nullable Object> {
    /**
     * The result, after a join that did not throw.
     *
     * @return the result
     * @throws IllegalStateException when there is none: the task still runs, failed, or was cancelled
     */
    R result();

    /**
     * What became of the task.
     *
     * @return the outcome
     * @throws IllegalStateException when the task still runs
     */
    Outcome<R> outcome();

    /** Cancels this task alone. */
    void cancel();
}
