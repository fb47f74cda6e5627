package dev.weft.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A scope for calls that run at the same time, each on a virtual thread of its own. The thread that opened it forks,
 * joins and closes. Its limit caps every call made through {@link #on}. Nothing that was forked here outlives {@link #close}.
 */
public interface Parallel extends TimeBox, AutoCloseable {
    /**
     * Starts a task.
     *
     * @param <R> its result
     * @param task the work
     * @return the task
     */
    <R> Fork<R> fork(Callable<? extends R> task);

    /**
     * Starts a task without a result.
     *
     * @param task the work
     * @return the task
     */
    Fork<@Nullable Void> fork(Task task);

    /**
     * Waits for all tasks. The first failure cancels the others and is thrown, later ones are suppressed in it;
     * unchecked as itself, checked inside a {@link java.util.concurrent.CompletionException}.
     *
     * @throws dev.weft.error.TimedOutException when the scope's time is up
     */
    void join();

    /**
     * Waits for all tasks as {@link #join()} does, and throws checked failures of one class as themselves.
     *
     * @param <X> the checked failure
     * @param rethrow its class
     * @throws X when a task threw it
     */
    <X extends Exception> void join(Class<X> rethrow) throws X;

    /**
     * Does the same work for many keys, some at once; fails as {@link #join()} does.
     *
     * @param <K> the keys' type
     * @param <R> the results' type
     * @param keys the keys
     * @param atOnce how many at once; at least 1
     * @param step the work
     * @return the results in the order of the keys
     */
    <K, R> List<R> map(Iterable<? extends K> keys, int atOnce, Step<? super K, ? extends R> step);

    /**
     * Runs tasks at once, returns the first result and cancels the others; fails when all have failed.
     *
     * @param <R> the result's type
     * @param tasks at least one
     * @return the first result
     */
    <R> R firstOf(List<? extends Callable<? extends R>> tasks);

    /**
     * Runs a task and, when it is late or has failed, a second one beside it; returns the first result.
     *
     * @param <R> the result's type
     * @param after when the task is late
     * @param task the task
     * @param backup the second one
     * @return the first result
     */
    <R> R hedge(Duration after, Callable<? extends R> task, Callable<? extends R> backup);

    /** Cancels what still runs; from any thread. */
    void cancel();

    /** Cancels what still runs and waits for it. */
    @Override
    void close();
}
