package dev.weft.core.cluster;

import dev.weft.ReadPreference;
import dev.weft.ServerAddress;
import dev.weft.core.topology.Criteria;
import dev.weft.core.topology.ServerSelection;
import dev.weft.settings.ServerSettings;
import dev.weft.topology.Topology;
import dev.weft.topology.TopologyType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What every caller sees, at one moment: the topology and the servers that run for it. It never changes, so which servers will do is worked
 * out once for each read preference; from then on a selection is one volatile read, a look at a short list, and no allocation. Only a
 * selector of the user's is asked every time.
 */
final class View {
    private final Topology topology;
    private final Map<ServerAddress, Server> servers;
    private final ServerSettings settings;
    private final boolean closed;
    private final Server[] writable;
    private final Candidates readable = new Candidates();

    private View(Topology topology, Map<ServerAddress, Server> servers, ServerSettings settings, boolean closed) {
        this.topology = topology;
        this.servers = Map.copyOf(servers);
        this.settings = settings;
        this.closed = closed;
        this.writable = settings.selector().isPresent() ? new Server[0] : candidates(Criteria.WRITE);
    }

    /** Before anything is known. */
    static View empty(ServerSettings settings) {
        return new View(Topology.NONE, Map.of(), settings, false);
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
        return new View(after, running, settings, closed);
    }

    View closedForGood() {
        return new View(Topology.NONE, Map.of(), settings, true);
    }

    /** A server that meets the criteria, or null if there is none now. */
    @Nullable
    Server choose(Criteria criteria) {
        if (settings.selector().isPresent() || !criteria.avoided().isEmpty()) {
            return lessBusy(candidates(criteria));
        }
        // Whatever a direct connection leads to takes everything, so the criteria do not matter.
        if (criteria.writes() || topology.type() == TopologyType.SINGLE) {
            return lessBusy(writable);
        }
        return lessBusy(criteria.use() == Criteria.Use.READ ? readable(criteria) : candidates(criteria));
    }

    /**
     * Where the farewell of a client may go (sessions specification: as a read with {@code primaryPreferred}), without asking a selector of
     * the user's: its mistakes are the callers' to see, and must not keep a client from ending.
     */
    List<Server> forFarewell() {
        var preference = Criteria.read(ReadPreference.primaryPreferred());
        return ServerSelection.suitable(preference, topology, settings.heartbeatFrequency()).stream()
                .map(description -> servers.get(description.address()))
                .filter(Objects::nonNull)
                .toList();
    }

    private Server[] readable(Criteria criteria) {
        var known = readable.of(criteria.preference());
        if (known != null) {
            return known;
        }
        var found = candidates(criteria);
        readable.remember(criteria.preference(), found);
        return found;
    }

    private Server[] candidates(Criteria criteria) {
        if (topology.incompatible().isPresent()) {
            return new Server[0];
        }
        var suitable = ServerSelection.suitable(criteria, topology, settings.heartbeatFrequency(), settings.selector());
        return ServerSelection.nearby(suitable, settings.localThreshold()).stream()
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
