package dev.weft.settings;

import dev.weft.error.BadConfigException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How many connections there are to each server, and how long.
 *
 * @param maxSize how many at most; {@link Integer#MAX_VALUE}, given as 0: no bound
 * @param minSize how many are kept open
 * @param maxConnecting how many are opened at once
 * @param maxIdleTime how long a connection may be unused; empty: for ever
 * @param maxLifeTime how long a connection may live; empty: for ever
 * @param waitTimeout how long a call waits for a connection; empty: as long as its deadline and the server selection
 *     timeout allow. Superseded by a timeout of the call
 * @param maxWaiters how many calls may wait; empty: no bound
 */
public record PoolSettings(
        int maxSize,
        int minSize,
        int maxConnecting,
        Optional<Duration> maxIdleTime,
        Optional<Duration> maxLifeTime,
        Optional<Duration> waitTimeout,
        OptionalInt maxWaiters) {
    /** What holds when nothing is said: at most 100, none kept, two opened at once, no limits of time. */
    public static final PoolSettings DEFAULTS =
            new PoolSettings(100, 0, 2, Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty());

    /**
     * Checks the ranges.
     *
     * @throws BadConfigException when a value is out of range
     */
    public PoolSettings {
        Checks.atLeast("maxPoolSize", maxSize, 0);
        Checks.atLeast("minPoolSize", minSize, 0);
        Checks.atLeast("maxConnecting", maxConnecting, 1);
        maxSize = maxSize == 0 ? Integer.MAX_VALUE : maxSize;
        if (minSize > maxSize) {
            throw new BadConfigException(
                    "minPoolSize", minSize + " is more than maxPoolSize " + maxSize + ": lower one or raise the other");
        }
        if (maxWaiters.isPresent()) {
            Checks.atLeast("maxWaiters", maxWaiters.getAsInt(), 0);
        }
    }

    /** The form for the pool. */
    public static final class Builder {
        private int maxSize;
        private int minSize;
        private int maxConnecting;
        private Optional<Duration> maxIdleTime;
        private Optional<Duration> maxLifeTime;
        private Optional<Duration> waitTimeout;
        private OptionalInt maxWaiters;

        Builder(PoolSettings from) {
            maxSize = from.maxSize;
            minSize = from.minSize;
            maxConnecting = from.maxConnecting;
            maxIdleTime = from.maxIdleTime;
            maxLifeTime = from.maxLifeTime;
            waitTimeout = from.waitTimeout;
            maxWaiters = from.maxWaiters;
        }

        PoolSettings settings() {
            return new PoolSettings(maxSize, minSize, maxConnecting, maxIdleTime, maxLifeTime, waitTimeout, maxWaiters);
        }

        /**
         * Sets how many connections there are at most to one server.
         *
         * @param connections 100 unless set; 0: no bound
         * @return this form
         */
        public Builder maxSize(int connections) {
            maxSize = connections;
            return this;
        }

        /**
         * Sets how many connections are kept open to one server.
         *
         * @param connections 0 unless set
         * @return this form
         */
        public Builder minSize(int connections) {
            minSize = connections;
            return this;
        }

        /**
         * Sets how many connections are opened at once to one server.
         *
         * @param connections at least 1; 2 unless set
         * @return this form
         */
        public Builder maxConnecting(int connections) {
            maxConnecting = connections;
            return this;
        }

        /**
         * Sets how long a connection may be unused before it is closed.
         *
         * @param time zero: for ever, the default
         * @return this form
         */
        public Builder maxIdleTime(Duration time) {
            maxIdleTime = Checks.zeroIsNone("maxIdleTimeMS", time);
            return this;
        }

        /**
         * Sets how long a connection may live before it is closed, once unused.
         *
         * @param time zero: for ever, the default
         * @return this form
         */
        public Builder maxLifeTime(Duration time) {
            maxLifeTime = Checks.zeroIsNone("maxLifeTime", time);
            return this;
        }

        /**
         * Sets how long a call waits for a connection. A timeout of the call supersedes it and is the better choice.
         *
         * @param time zero: no limit of its own, the default
         * @return this form
         */
        public Builder waitTimeout(Duration time) {
            waitTimeout = Checks.zeroIsNone("waitQueueTimeoutMS", time);
            return this;
        }

        /**
         * Sets how many calls may wait for a connection; one more fails at once.
         *
         * @param calls not negative; no bound unless set
         * @return this form
         */
        public Builder maxWaiters(int calls) {
            maxWaiters = OptionalInt.of(calls);
            return this;
        }
    }
}
