package dev.weft.core.topology;

import dev.weft.ReadPreference;
import dev.weft.TagSet;
import dev.weft.settings.ServerSelector;
import dev.weft.topology.ServerDescription;
import dev.weft.topology.ServerType;
import dev.weft.topology.Topology;
import dev.weft.topology.TopologyType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which servers of a topology will do (server selection specification, "Multi-threaded or asynchronous server
 * selection"). Pure; which one of them is taken depends on how busy they are and is up to the caller.
 */
public final class ServerSelection {
    /** MongoDB 5.0, whose secondaries run pipelines that write. */
    private static final int SECONDARIES_WRITE_SINCE = 13;

    private ServerSelection() {}

    /** Every server that meets the criteria. Those to be avoided count only if there is no other. */
    public static List<ServerDescription> suitable(Criteria criteria, Topology topology, Duration heartbeat) {
        return suitable(criteria, topology, heartbeat, Optional.empty());
    }

    /** The same after the user's selector, if there is one, has been heard. */
    public static List<ServerDescription> suitable(
            Criteria criteria, Topology topology, Duration heartbeat, Optional<ServerSelector> selector) {
        var all = List.copyOf(topology.servers().values());
        if (!criteria.avoided().isEmpty()) {
            var rest = only(all, server -> !criteria.avoided().contains(server.address()));
            var found = heard(among(rest, criteria, topology, heartbeat), topology, selector);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return heard(among(all, criteria, topology, heartbeat), topology, selector);
    }

    /** What the selector adds of its own was not asked for. */
    private static List<ServerDescription> heard(
            List<ServerDescription> suitable, Topology topology, Optional<ServerSelector> selector) {
        if (selector.isEmpty() || suitable.isEmpty()) {
            return suitable;
        }
        var kept = selector.get().select(topology, suitable);
        return only(suitable, kept::contains);
    }

    /** Those that answer within {@code localThreshold} of the fastest; one that was never measured counts as fast. */
    public static List<ServerDescription> nearby(List<ServerDescription> suitable, Duration localThreshold) {
        if (suitable.size() < 2) {
            return suitable;
        }
        var fastest = suitable.stream()
                .map(ServerSelection::roundTrip)
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
        var slowest = fastest.plus(localThreshold);
        return suitable.stream()
                .filter(server -> roundTrip(server).compareTo(slowest) <= 0)
                .toList();
    }

    private static List<ServerDescription> among(
            List<ServerDescription> servers, Criteria criteria, Topology topology, Duration heartbeat) {
        return switch (topology.type()) {
            case UNKNOWN -> List.of();
            // A direct connection takes everything, whatever the server is.
            case SINGLE, LOAD_BALANCED -> only(servers, server -> server.type() != ServerType.UNKNOWN);
            case SHARDED -> only(servers, server -> server.type() == ServerType.MONGOS);
            case REPLICA_SET_NO_PRIMARY, REPLICA_SET_WITH_PRIMARY ->
                criteria.writes()
                        ? primary(servers)
                        : byPreference(servers, preference(criteria, topology), topology, heartbeat);
        };
    }

    /**
     * The preference that holds in this topology: for pipelines that write it is the primary as long as some server that is there is older
     * than 5.0 (CRUD specification, "Read preferences and server selection").
     */
    public static ReadPreference preference(Criteria criteria, Topology topology) {
        return criteria.use() == Criteria.Use.READ_AND_WRITE
                        && topology.servers().values().stream().anyMatch(ServerSelection::isTooOld)
                ? ReadPreference.primary()
                : criteria.preference();
    }

    private static boolean isTooOld(ServerDescription server) {
        return server.type() != ServerType.UNKNOWN
                && server.type() != ServerType.LOAD_BALANCER
                && server.wire().max() < SECONDARIES_WRITE_SINCE;
    }

    private static List<ServerDescription> byPreference(
            List<ServerDescription> servers, ReadPreference preference, Topology topology, Duration heartbeat) {
        if (!(preference instanceof ReadPreference.Members members)) {
            return primary(servers);
        }
        Staleness.check(members, topology, heartbeat);
        return switch (members.mode()) {
            case PRIMARY_PREFERRED -> {
                var primary = primary(servers);
                yield primary.isEmpty() ? secondaries(servers, members, topology, heartbeat) : primary;
            }
            case SECONDARY -> secondaries(servers, members, topology, heartbeat);
            case SECONDARY_PREFERRED -> {
                var secondaries = secondaries(servers, members, topology, heartbeat);
                yield secondaries.isEmpty() ? primary(servers) : secondaries;
            }
            case NEAREST -> {
                var both = new ArrayList<>(secondariesOf(servers));
                both.addAll(primary(servers));
                yield tagged(Staleness.fresh(both, members, topology, heartbeat), members);
            }
        };
    }

    private static List<ServerDescription> secondaries(
            List<ServerDescription> servers, ReadPreference.Members members, Topology topology, Duration heartbeat) {
        return tagged(Staleness.fresh(secondariesOf(servers), members, topology, heartbeat), members);
    }

    /** The first tag set that some server matches decides. */
    private static List<ServerDescription> tagged(List<ServerDescription> servers, ReadPreference.Members members) {
        if (members.tags().isEmpty()) {
            return servers;
        }
        for (TagSet wanted : members.tags()) {
            var found = only(servers, server -> server.membership().tags().containsAll(wanted));
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static List<ServerDescription> primary(List<ServerDescription> servers) {
        return only(servers, server -> server.type() == ServerType.RS_PRIMARY);
    }

    private static List<ServerDescription> secondariesOf(List<ServerDescription> servers) {
        return only(servers, server -> server.type() == ServerType.RS_SECONDARY);
    }

    private static List<ServerDescription> only(
            List<ServerDescription> servers, Predicate<ServerDescription> condition) {
        return servers.stream().filter(condition).toList();
    }

    private static Duration roundTrip(ServerDescription server) {
        return server.roundTripTime().orElse(Duration.ZERO);
    }

    /** Whether the topology is of a kind in which members differ. */
    static boolean isReplicaSet(Topology topology) {
        return topology.type() == TopologyType.REPLICA_SET_NO_PRIMARY
                || topology.type() == TopologyType.REPLICA_SET_WITH_PRIMARY;
    }
}
