package dev.weft.core.cluster;

import dev.weft.ReadPreference;
import dev.weft.ServerAddress;
import dev.weft.core.topology.Criteria;
import dev.weft.core.topology.ServerSelection;
import dev.weft.topology.ServerDescription;
import dev.weft.topology.Topology;
import dev.weft.topology.TopologyType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What every caller sees, at one moment: the topology and the servers that run for it. Immutable; the answers that most calls want are
 * worked out once, so that a selection costs one volatile read and allocates nothing.
 */
final class View {
    private final Topology topology;
    private final Map<ServerAddress, Server> servers;
    private final Duration heartbeat;
    private final Duration localThreshold;
    private final boolean closed;
    private final Server[] writable;
    private final Server[] primary;

    View(
            Topology topology,
            Map<ServerAddress, Server> servers,
            Duration heartbeat,
            Duration threshold,
            boolean closed) {
        this.topology = topology;
        this.servers = Map.copyOf(servers);
        this.heartbeat = heartbeat;
        this.localThreshold = threshold;
        this.closed = closed;
        this.writable = candidates(Criteria.WRITE);
        this.primary = candidates(Criteria.read(ReadPreference.primary()));
    }

    Topology topology() {
        return topology;
    }

    Map<ServerAddress, Server> servers() {
        return servers;
    }

    boolean closed() {
        return closed;
    }

    Optional<String> incompatible() {
        return topology.incompatible();
    }

    /** The next view; servers are those that run for the new topology. */
    View next(Topology after, Map<ServerAddress, Server> running) {
        return new View(after, running, heartbeat, localThreshold, closed);
    }

    View closedForGood() {
        return new View(Topology.NONE, Map.of(), heartbeat, localThreshold, true);
    }

    /** A server that meets the criteria, or null if there is none now. */
    @Nullable
    Server choose(Criteria criteria) {
        if (topology.incompatible().isPresent()) {
            return null;
        }
        // Whatever a direct connection leads to takes everything, so the criteria do not matter.
        if (criteria.plain() || topology.type() == TopologyType.SINGLE) {
            return lessBusy(criteria.writes() || topology.type() == TopologyType.SINGLE ? writable : primary);
        }
        return lessBusy(candidates(criteria));
    }

    private Server[] candidates(Criteria criteria) {
        List<ServerDescription> nearby = topology.incompatible().isPresent()
                ? List.of()
                : ServerSelection.nearby(ServerSelection.suitable(criteria, topology, heartbeat), localThreshold);
        return nearby.stream()
                .map(description -> servers.get(description.address()))
                .filter(Objects::nonNull)
                .toArray(Server[]::new);
    }

    /** Two at random, then the one with fewer operations (server selection specification, "operationCount"). */
    private static @Nullable Server lessBusy(Server[] candidates) {
        if (candidates.length < 2) {
            return candidates.length == 0 ? null : candidates[0];
        }
        var random = ThreadLocalRandom.current();
        var one = random.nextInt(candidates.length);
        var other = random.nextInt(candidates.length - 1);
        var second = candidates[other < one ? other : other + 1];
        return second.operationCount() < candidates[one].operationCount() ? second : candidates[one];
    }
}
