package dev.weft.settings;

import java.time.Duration;
import java.util.Optional;

/**
 * How connections behave.
 *
 * @param connectTimeout how long opening a connection may take; zero: without limit
 * @param readTimeout how long a reply may take; empty: without limit. Superseded by a timeout of the call
 * @param lateReplyGrace how long a connection whose caller left early waits for the late reply before it is closed;
 *     zero: it is closed at once, the letter of the timeouts specification
 */
public record SocketSettings(Duration connectTimeout, Optional<Duration> readTimeout, Duration lateReplyGrace) {
    /** What holds when nothing is said: 10 s, no limit, 1 s. */
    public static final SocketSettings DEFAULTS =
            new SocketSettings(Duration.ofSeconds(10), Optional.empty(), Duration.ofSeconds(1));

    /**
     * Checks the ranges.
     *
     * @throws dev.weft.error.BadConfigException when a value is negative
     */
    public SocketSettings {
        Checks.notNegative("connectTimeoutMS", connectTimeout);
        Checks.notNegative("lateReplyGrace", lateReplyGrace);
    }

    /** The form for connections. */
    public static final class Builder {
        private Duration connectTimeout;
        private Optional<Duration> readTimeout;
        private Duration lateReplyGrace;

        Builder(SocketSettings from) {
            connectTimeout = from.connectTimeout;
            readTimeout = from.readTimeout;
            lateReplyGrace = from.lateReplyGrace;
        }

        SocketSettings settings() {
            return new SocketSettings(connectTimeout, readTimeout, lateReplyGrace);
        }

        /**
         * Sets how long opening a connection may take.
         *
         * @param time zero: without limit; 10 s unless set
         * @return this form
         */
        public Builder connectTimeout(Duration time) {
            connectTimeout = time;
            return this;
        }

        /**
         * Sets how long a reply may take. A timeout of the call supersedes it and is the better choice.
         *
         * @param time zero: without limit, the default
         * @return this form
         */
        public Builder readTimeout(Duration time) {
            readTimeout = Checks.zeroIsNone("socketTimeoutMS", time);
            return this;
        }

        /**
         * Sets how long a connection whose caller left early waits for the late reply.
         *
         * @param time zero: it is closed at once; 1 s unless set
         * @return this form
         */
        public Builder lateReplyGrace(Duration time) {
            lateReplyGrace = time;
            return this;
        }
    }
}
