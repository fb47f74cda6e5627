package dev.weft.client;

import org.jspecify.annotations.Nullable;

/**
 * What became of a task.
 *
 * @param <R> its result
 */
public sealed interface Outcome<R extends @Nullable Object> {
    /**
     * It ended.
     *
     * @param <R> the result's type
     * @param value the result
     */
    record Done<R extends @Nullable Object>(R value) implements Outcome<R> {}

    /**
     * It failed.
     *
     * @param <R> the result's type
     * @param cause why
     */
    record Failed<R extends @Nullable Object>(Throwable cause) implements Outcome<R> {}

    /**
     * It was cancelled before it ended.
     *
     * @param <R> the result's type
     */
    record Cancelled<R extends @Nullable Object>() implements Outcome<R> {}
}
