package dev.weft.core.cluster;

import dev.weft.core.dns.LookUp;
import dev.weft.core.dns.SrvDiscovery;
import dev.weft.core.topology.TopologyRules;
import dev.weft.error.BadConfigException;
import dev.weft.error.InterruptedCallException;
import dev.weft.error.NoServerException;
import dev.weft.settings.ClientSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Where a cluster begins.
 *
 * @param settings with the hosts to look at first, and what DNS adds to them
 * @param discovery asks DNS again; empty when the hosts were named
 * @param rescanAfter when it is to be asked again
 */
record Seeds(ClientSettings settings, Optional<SrvDiscovery> discovery, Duration rescanAfter) {
    /** How long DNS is waited for: as long as for a connection, and never for ever. */
    static Duration patience(ClientSettings settings) {
        var connect = settings.sockets().connectTimeout();
        return connect.isZero() ? settings.servers().selectionTimeout() : connect;
    }

    /**
     * The hosts that the settings name, or those that DNS knows for the name in the settings; then this waits for DNS.
     *
     * @throws BadConfigException if this version cannot do what the settings or the records ask for, or they contradict each other
     * @throws NoServerException if DNS could not be asked
     * @throws InterruptedCallException if the thread was interrupted while it waited
     */
    static Seeds of(ClientSettings given, LookUp lookUp, RandomGenerator random) {
        Unsupported.refuse(given);
        var seeds = find(given, lookUp, random);
        Unsupported.refuse(seeds.settings());
        return seeds;
    }

    /** The same, whatever this version can do with it. */
    static Seeds find(ClientSettings given, LookUp lookUp, RandomGenerator random) {
        if (given.srv().isEmpty()) {
            return new Seeds(given, Optional.empty(), Duration.ZERO);
        }
        var srv = given.srv().get();
        var discovery = new SrvDiscovery(srv, given.srvResolver(), lookUp);
        var found = discovery.first();
        var chosen = TopologyRules.atMost(srv.maxHosts(), found.hosts(), random);
        return new Seeds(given.discovered(chosen, found.txt()), Optional.of(discovery), found.rescanAfter());
    }
}
