package dev.weft.pool;

import org.jspecify.annotations.Nullable;

/** The state of a pool and its generation, changed together by one CAS (CMAP, "Connection Pool"). */
sealed interface PoolState {
    /** Resources opened under another generation are stale. */
    int generation();

    /** Why nothing can be had in this state; null when something can. */
    @Nullable
    Failure failure();

    /** May lend and open. */
    record Ready(int generation) implements PoolState {
        @Override
        public @Nullable Failure failure() {
            return null;
        }
    }

    /** New or cleared: neither lends nor opens until it is ready again. */
    record Paused(int generation, @Nullable Throwable cause) implements PoolState {
        @Override
        public Failure failure() {
            return new Failure.Cleared(cause);
        }
    }

    /** For good. */
    record Closed(int generation) implements PoolState {
        @Override
        public Failure failure() {
            return new Failure.Closed();
        }
    }
}
