package dev.weft.pool;

import org.jspecify.annotations.Nullable;

/** What a waiter is handed in place of a resource. */
sealed interface Failure {
    /** The exception for the caller, made on its own thread. */
    PoolException exception();

    /** The pool was cleared. */
    record Cleared(@Nullable Throwable cause) implements Failure {
        @Override
        public PoolException exception() {
            return new PoolException.Cleared(cause);
        }
    }

    /** The pool was closed. */
    record Closed() implements Failure {
        @Override
        public PoolException exception() {
            return new PoolException.Closed();
        }
    }

    /** The opening that the waiter asked for failed. */
    record OpenFailed(Throwable cause) implements Failure {
        @Override
        public PoolException exception() {
            return new PoolException.OpenFailed(cause);
        }
    }
}
