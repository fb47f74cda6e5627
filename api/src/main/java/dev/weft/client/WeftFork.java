package dev.weft.client;

import dev.weft.core.scope.Fork.Cancelled;
import dev.weft.core.scope.Fork.Done;
import dev.weft.core.scope.Fork.Failed;
import dev.weft.core.scope.Fork.Running;
import org.jspecify.annotations.Nullable;

/** The engine's fork as users see it. */
record WeftFork<R extends @Nullable Object>(dev.weft.core.scope.Fork<R> engine) implements Fork<R> {
    @Override
    public R result() {
        return engine.result();
    }

    @Override
    public Outcome<R> outcome() {
        return switch (engine.state()) {
            case Done<R> done -> new Outcome.Done<>(done.value());
            case Failed<R> failed -> new Outcome.Failed<>(failed.cause());
            case Cancelled<R> cancelled -> new Outcome.Cancelled<>();
            case Running<R> running -> throw new IllegalStateException("the task still runs: join its scope first");
        };
    }

    @Override
    public void cancel() {
        engine.cancel();
    }
}
