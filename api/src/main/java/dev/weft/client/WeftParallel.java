package dev.weft.client;

import dev.weft.core.scope.Scope;
import dev.weft.core.scope.ScopeException;
import dev.weft.core.time.Deadline;
import dev.weft.core.time.Parking;
import dev.weft.error.InterruptedCallException;
import dev.weft.error.Phase;
import dev.weft.error.TimedOutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Parallel work of a user on the engine's scope; what the scope says comes out in the words of the error tree. */
final class WeftParallel extends WeftTimeBox implements Parallel {
    private static final String NAME = "parallel";

    private final Parking parking;
    private final Scope scope;

    WeftParallel(Engine engine, Duration limit) {
        super(engine, limit);
        this.parking = engine.runner().cluster().parking();
        this.scope = open();
    }

    private Scope open() {
        return Scope.open(NAME, clock, parking);
    }

    @Override
    public <R> Fork<R> fork(Callable<? extends R> task) {
        return new WeftFork<>(scope.<R>fork("task", task));
    }

    @Override
    public Fork<@Nullable Void> fork(Task task) {
        return new WeftFork<>(scope.<@Nullable Void>fork("task", () -> {
            task.run();
            return null;
        }));
    }

    @Override
    public void join() {
        joined(() -> {
            scope.join(deadline.atNanos());
            return true;
        });
    }

    @Override
    public <X extends Exception> void join(Class<X> rethrow) throws X {
        try {
            join();
        } catch (CompletionException checked) {
            if (rethrow.isInstance(checked.getCause())) {
                throw rethrow.cast(checked.getCause());
            }
            throw checked;
        }
    }

    @Override
    public <K, R> List<R> map(Iterable<? extends K> keys, int atOnce, Step<? super K, ? extends R> step) {
        if (atOnce < 1) {
            throw new IllegalArgumentException("atOnce must be at least 1, and " + atOnce + " is not");
        }
        var work = new KeyedWork<K, R>(keys.iterator(), step);
        return joined(() -> {
            try (Scope inner = open()) {
                for (int i = 0; i < atOnce && work.hasMore(); i++) {
                    inner.fork("map", work);
                }
                inner.join(deadline.atNanos());
                return work.results();
            }
        });
    }

    @Override
    public <R> R firstOf(List<? extends Callable<? extends R>> tasks) {
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("there is no task that could be first: give at least one");
        }
        return joined(() -> {
            try (Scope inner = open()) {
                List<dev.weft.core.scope.Fork<R>> forks = new ArrayList<>();
                tasks.forEach(task -> forks.add(inner.<R>fork("first", task)));
                return inner.firstSuccess(forks, deadline.atNanos());
            }
        });
    }

    @Override
    public <R> R hedge(Duration after, Callable<? extends R> task, Callable<? extends R> backup) {
        long lateNanos = Deadline.after(clock.nanoTime(), Ranges.notNegative("after", after));
        var hedge = new Hedge<R>(task, backup, clock, parking, lateNanos);
        return firstOf(List.<Callable<? extends R>>of(hedge::first, hedge::second));
    }

    @Override
    public void cancel() {
        scope.cancel();
    }

    @Override
    public void close() {
        scope.close();
    }

    private <R> R joined(Supplier<R> waiting) {
        try {
            return waiting.get();
        } catch (ScopeException ended) {
            throw translate(ended);
        }
    }

    private RuntimeException translate(ScopeException ended) {
        return switch (ended) {
            case ScopeException.TimedOut late ->
                new TimedOutException(
                        Phase.SCOPE, deadline.allowed(), deadline.elapsed(clock.nanoTime()), Optional.empty(), late);
            case ScopeException.Interrupted interrupted ->
                new InterruptedCallException(Phase.SCOPE, Optional.empty(), interrupted);
            case ScopeException.Failed checked -> new CompletionException(checked.getCause());
            case ScopeException.NoResult none -> new IllegalStateException(none.getMessage(), none);
            case ScopeException.Closed closed -> new IllegalStateException(closed.getMessage(), closed);
        };
    }
}
