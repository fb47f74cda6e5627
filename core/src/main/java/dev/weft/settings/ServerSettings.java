package dev.weft.settings;

import java.time.Duration;
import java.util.Optional;

/**
 * How servers are found, watched and chosen.
 *
 * @param selectionTimeout how long a call waits for a server that will do
 * @param heartbeatFrequency the time between two checks of a server
 * @param monitoringMode how servers are watched
 * @param directConnection whether the one host is asked directly, whatever it is
 * @param replicaSet the name of the replica set the hosts must belong to
 * @param localThreshold how much slower than the fastest a server may answer and still be chosen
 * @param loadBalanced whether the one host is a load balancer, behind which a server is chosen for each connection
 * @param selector has a say in which servers are chosen; empty: only the rules have
 */
public record ServerSettings(
        Duration selectionTimeout,
        Duration heartbeatFrequency,
        MonitoringMode monitoringMode,
        boolean directConnection,
        Optional<String> replicaSet,
        Duration localThreshold,
        boolean loadBalanced,
        Optional<ServerSelector> selector) {
    /** The shortest time between two checks of a server. */
    public static final Duration MIN_HEARTBEAT = Duration.ofMillis(500);

    /** What holds when nothing is said: 30 s, 10 s, auto, not direct, no name, 15 ms, no load balancer, no selector. */
    public static final ServerSettings DEFAULTS = new ServerSettings(
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            MonitoringMode.AUTO,
            false,
            Optional.empty(),
            Duration.ofMillis(15),
            false,
            Optional.empty());

    /**
     * Checks the ranges.
     *
     * @throws dev.weft.error.BadConfigException when a value is out of range
     */
    public ServerSettings {
        Checks.atLeast("serverSelectionTimeoutMS", Math.clamp(selectionTimeout.toMillis(), -1, 1), 1);
        Checks.atLeast("heartbeatFrequencyMS", Math.clamp(heartbeatFrequency.toMillis(), 0, Integer.MAX_VALUE), (int)
                MIN_HEARTBEAT.toMillis());
        Checks.notNegative("localThresholdMS", localThreshold);
    }

    /** The form for servers. */
    public static final class Builder {
        private Duration selectionTimeout;
        private Duration heartbeatFrequency;
        private MonitoringMode monitoringMode;
        private boolean directConnection;
        private Optional<String> replicaSet;
        private Duration localThreshold;
        private boolean loadBalanced;
        private boolean loadBalancedSaid;
        private Optional<ServerSelector> selector;

        Builder(ServerSettings from) {
            selectionTimeout = from.selectionTimeout;
            heartbeatFrequency = from.heartbeatFrequency;
            monitoringMode = from.monitoringMode;
            directConnection = from.directConnection;
            replicaSet = from.replicaSet;
            localThreshold = from.localThreshold;
            loadBalanced = from.loadBalanced;
            selector = from.selector;
        }

        /** Whether this form was told about a load balancer, be it that there is none. */
        boolean saysLoadBalanced() {
            return loadBalancedSaid;
        }

        ServerSettings settings() {
            return new ServerSettings(
                    selectionTimeout,
                    heartbeatFrequency,
                    monitoringMode,
                    directConnection,
                    replicaSet,
                    localThreshold,
                    loadBalanced,
                    selector);
        }

        /**
         * Sets how long a call waits for a server that will do.
         *
         * @param time at least a millisecond; 30 s unless set
         * @return this form
         */
        public Builder selectionTimeout(Duration time) {
            selectionTimeout = time;
            return this;
        }

        /**
         * Sets the time between two checks of a server.
         *
         * @param time at least 500 ms; 10 s unless set
         * @return this form
         */
        public Builder heartbeatFrequency(Duration time) {
            heartbeatFrequency = time;
            return this;
        }

        /**
         * Sets how servers are watched.
         *
         * @param mode {@link MonitoringMode#AUTO} unless set
         * @return this form
         */
        public Builder monitoringMode(MonitoringMode mode) {
            monitoringMode = mode;
            return this;
        }

        /**
         * Sets whether the one host is asked directly, whatever it is.
         *
         * @param yes false unless set; true allows one host only
         * @return this form
         */
        public Builder directConnection(boolean yes) {
            directConnection = yes;
            return this;
        }

        /**
         * Sets the name of the replica set the hosts must belong to.
         *
         * @param name the name
         * @return this form
         */
        public Builder replicaSet(String name) {
            replicaSet = Optional.of(name);
            return this;
        }

        /**
         * Sets how much slower than the fastest a server may answer and still be chosen.
         *
         * @param time zero: only the fastest; 15 ms unless set
         * @return this form
         */
        public Builder localThreshold(Duration time) {
            localThreshold = time;
            return this;
        }

        /**
         * Sets whether the one host is a load balancer.
         *
         * @param yes false unless set; true allows one host only, no replica set and no direct connection
         * @return this form
         */
        public Builder loadBalanced(boolean yes) {
            loadBalanced = yes;
            loadBalancedSaid = true;
            return this;
        }

        /**
         * Sets what has a say in which servers are chosen. In code only.
         *
         * @param asked thread-safe and quick
         * @return this form
         */
        public Builder selector(ServerSelector asked) {
            selector = Optional.of(asked);
            return this;
        }
    }
}
