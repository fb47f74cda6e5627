package dev.weft.core.scope;

import dev.weft.error.InterruptedCallException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work on a thread of its own. May be looked at and cancelled by any thread.
 *
 * @param <T> what the work results in
 */
public final class Fork<T extends @Nullable Object> {
    /** How far the work has come. Leaves {@link Running} exactly once. */
    public sealed interface State<T extends @Nullable Object> {}

    /** Not finished. */
    public record Running<T extends @Nullable Object>() implements State<T> {}

    /** Ended with a result. */
    public record Done<T extends @Nullable Object>(T value) implements State<T> {}

    /** Ended with a failure. */
    public record Failed<T extends @Nullable Object>(Throwable cause) implements State<T> {}

    /** Was cancelled before it ended; what its thread still does has no result. */
    public record Cancelled<T extends @Nullable Object>() implements State<T> {}

    private final String name;
    private final Thread thread;
    private final State<T> running = new Running<>();
    private final AtomicReference<State<T>> state = new AtomicReference<>(running);

    Fork(Scope scope, String name, Thread.Builder threads, Callable<? extends T> task) {
        this.name = name;
        this.thread = threads.name("weft-" + scope.name() + "-" + name)
                .inheritInheritableThreadLocals(false)
                .unstarted(() -> run(scope, task));
    }

    /** The name given to {@link Scope#fork}. */
    public String name() {
        return name;
    }

    /** How far the work has come, at this moment. */
    public State<T> state() {
        return state.get();
    }

    /**
     * The result.
     *
     * @throws IllegalStateException if the fork has none (yet); if it failed, the failure is the cause
     */
    public T result() {
        return switch (state.get()) {
            case Done<T> done -> done.value();
            case Failed<T> failed -> throw new IllegalStateException("fork '" + name + "' failed", failed.cause());
            case Running<T> still ->
                throw new IllegalStateException("fork '" + name + "' still runs: join its scope first");
            case Cancelled<T> cancelled -> throw new IllegalStateException("fork '" + name + "' was cancelled");
        };
    }

    /** Cancels this fork alone: it has no result any more, and its thread is interrupted. Does not wait for it. */
    public void cancel() {
        if (state.compareAndSet(running, new Cancelled<>())) {
            thread.interrupt();
        }
    }

    Thread thread() {
        return thread;
    }

    private void run(Scope scope, Callable<? extends T> task) {
        @Nullable Throwable failure = null;
        try {
            if (state.get() instanceof Running<T>) {
                state.compareAndSet(running, new Done<>(task.call()));
            }
        } catch (Throwable thrown) {
            // Everything ends here, errors too: the scope has to hear of each end, or closing it would wait for ever.
            state.compareAndSet(running, new Failed<>(thrown));
            failure = state.get() instanceof Cancelled<T> && meansCancelled(thrown) ? null : thrown;
        }
        scope.ended(this, failure);
    }

    /** Whether a cancelled fork failed only because it was told to. */
    private static boolean meansCancelled(Throwable failure) {
        return failure instanceof InterruptedException
                || failure instanceof InterruptedCallException
                || failure instanceof ClosedByInterruptException
                || failure instanceof CancellationException
                || failure instanceof ScopeException;
    }
}
