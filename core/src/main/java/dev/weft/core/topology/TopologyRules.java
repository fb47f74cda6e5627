package dev.weft.core.topology;

import static dev.weft.topology.TopologyType.REPLICA_SET_NO_PRIMARY;
import static dev.weft.topology.TopologyType.REPLICA_SET_WITH_PRIMARY;
import static dev.weft.topology.TopologyType.SHARDED;
import static dev.weft.topology.TopologyType.SINGLE;
import static dev.weft.topology.TopologyType.UNKNOWN;

import dev.weft.ServerAddress;
import dev.weft.topology.ServerDescription;
import dev.weft.topology.ServerType;
import dev.weft.topology.Topology;
import dev.weft.topology.TopologyType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.bson.BsonDocument;

/**
 * How a topology changes with each word from or about a server (discovery specification, "Updating the
 * TopologyDescription"). Pure: the same arguments give the same topology.
 */
public final class TopologyRules {
    private final int seeds;

    private TopologyRules(int seeds) {
        this.seeds = seeds;
    }

    /** The rules for a client that was given so many seeds. */
    public static TopologyRules forSeeds(int seeds) {
        return new TopologyRules(seeds);
    }

    /**
     * What a client knows before it has asked anybody (discovery specification, "Initial TopologyType").
     *
     * @param direct whether {@code directConnection=true} was given: then there is exactly one seed
     * @param setName the name that {@code replicaSet} gives
     */
    public static Topology initial(List<ServerAddress> seeds, boolean direct, Optional<String> setName) {
        var servers = new LinkedHashMap<ServerAddress, ServerDescription>();
        seeds.forEach(seed -> servers.put(seed, ServerDescription.unknown(seed)));
        var discovered = setName.isPresent() ? REPLICA_SET_NO_PRIMARY : UNKNOWN;
        return new Topology(
                direct ? SINGLE : discovered,
                setName,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                servers);
    }

    /** The topology behind a load balancer, which is never asked and never changes. */
    public static Topology loadBalanced(ServerAddress balancer) {
        return behind(ServerDescription.unknown(balancer).withType(ServerType.LOAD_BALANCER));
    }

    /** The same before it is said that the balancer is one: only events tell of it. */
    public static Topology unheardBalancer(ServerAddress balancer) {
        return behind(ServerDescription.unknown(balancer));
    }

    private static Topology behind(ServerDescription balancer) {
        return new Topology(
                TopologyType.LOAD_BALANCED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(balancer.address(), balancer));
    }

    /**
     * What a server says of itself in its reply to {@code hello} or its older form.
     *
     * @param address where the reply came from, which is not what the server thinks it is called
     * @param rtt what is known of its round trips
     * @param at when the reply came
     * @throws dev.weft.error.ProtocolBrokenException if it names a member whose address can't be one
     */
    public static ServerDescription describe(ServerAddress address, BsonDocument reply, RttAverage rtt, Instant at) {
        return HelloReply.describe(address, reply, rtt, at);
    }

    /**
     * Whether a description changes nothing because the server has said something newer already, or has left the
     * topology (discovery specification, "topologyVersion Comparison").
     */
    public static boolean isStale(Topology topology, ServerDescription heard) {
        var known = topology.server(heard.address());
        if (known.isEmpty() || topology.type() == TopologyType.LOAD_BALANCED) {
            return true;
        }
        var current = known.get().topologyVersion();
        return current.isPresent()
                && heard.topologyVersion().isPresent()
                && current.get().isNewerThan(heard.topologyVersion().get());
    }

    /** The next topology, given a new description of one of its servers; the same one if it is {@linkplain #isStale stale}. */
    public Topology apply(Topology topology, ServerDescription heard) {
        if (isStale(topology, heard)) {
            return topology;
        }
        var next = new TopologyDraft(topology);
        next.replace(heard);
        switch (topology.type()) {
            case SINGLE -> verifySetName(next, heard);
            case UNKNOWN -> fromUnknown(next, heard);
            case SHARDED -> fromSharded(next, heard);
            case REPLICA_SET_NO_PRIMARY, REPLICA_SET_WITH_PRIMARY -> fromReplicaSet(next, heard);
            case LOAD_BALANCED -> throw new IllegalStateException("a load balancer has nothing to say");
        }
        return next.build();
    }

    /** Whether DNS may still say which servers there are (SRV polling specification, "Implementation"). */
    public static boolean followsDns(TopologyType type) {
        return type == UNKNOWN || type == SHARDED;
    }

    /**
     * As many hosts as allowed, chosen by chance (initial DNS seedlist discovery specification, "srvMaxHosts").
     *
     * @param max 0: all
     */
    public static List<ServerAddress> atMost(int max, List<ServerAddress> hosts, RandomGenerator random) {
        if (max == 0 || max >= hosts.size()) {
            return hosts;
        }
        var shuffled = new ArrayList<>(hosts);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, max));
    }

    /**
     * The next topology, given what DNS says now: servers it does not name any more leave, those that stay keep their descriptions, new ones
     * arrive unknown, no more than there is room for (SRV polling specification, "Implementation").
     *
     * @param hosts at least one; without one, DNS has said nothing
     * @param max how many servers there may be; 0: any number
     * @return the same topology if its kind no longer {@linkplain #followsDns follows DNS}
     */
    public static Topology rescanned(Topology topology, List<ServerAddress> hosts, int max, RandomGenerator random) {
        if (!followsDns(topology.type()) || hosts.isEmpty()) {
            return topology;
        }
        var next = new TopologyDraft(topology);
        topology.servers().keySet().stream()
                .filter(address -> !hosts.contains(address))
                .forEach(next::remove);
        var arriving = hosts.stream()
                .filter(address -> !topology.servers().containsKey(address))
                .toList();
        var room = max == 0 || max >= hosts.size()
                ? arriving.size()
                : Math.clamp(max - next.servers().size(), 0, arriving.size());
        (room == 0 ? List.<ServerAddress>of() : atMost(room, arriving, random)).forEach(next::add);
        return next.build();
    }

    private static void verifySetName(TopologyDraft next, ServerDescription heard) {
        var expected = next.setName();
        if (expected.isPresent()
                && heard.type() != ServerType.UNKNOWN
                && !expected.equals(heard.membership().setName())) {
            next.forget(
                    heard,
                    "the server belongs to "
                            + heard.membership()
                                    .setName()
                                    .map(name -> "replica set '" + name + "'")
                                    .orElse("no replica set")
                            + ", the connection string asks for replicaSet=" + expected.get());
        }
    }

    private void fromUnknown(TopologyDraft next, ServerDescription heard) {
        switch (heard.type()) {
            case UNKNOWN, POSSIBLE_PRIMARY, RS_GHOST, LOAD_BALANCER -> {}
            case STANDALONE -> {
                // updateUnknownWithStandalone
                if (seeds == 1) {
                    next.become(SINGLE);
                } else {
                    next.remove(heard.address());
                }
            }
            case MONGOS -> next.become(SHARDED);
            case RS_PRIMARY, RS_SECONDARY, RS_ARBITER, RS_OTHER -> {
                next.become(REPLICA_SET_NO_PRIMARY);
                fromReplicaSet(next, heard);
            }
        }
    }

    private static void fromSharded(TopologyDraft next, ServerDescription heard) {
        switch (heard.type()) {
            case UNKNOWN, POSSIBLE_PRIMARY, MONGOS -> {}
            case STANDALONE, RS_PRIMARY, RS_SECONDARY, RS_ARBITER, RS_OTHER, RS_GHOST, LOAD_BALANCER ->
                next.remove(heard.address());
        }
    }

    private static void fromReplicaSet(TopologyDraft next, ServerDescription heard) {
        switch (heard.type()) {
            case UNKNOWN, POSSIBLE_PRIMARY, RS_GHOST -> {}
            case STANDALONE, MONGOS, LOAD_BALANCER -> next.remove(heard.address());
            case RS_PRIMARY -> ReplicaSetRules.hearPrimary(next, heard);
            case RS_SECONDARY, RS_ARBITER, RS_OTHER -> ReplicaSetRules.hearMember(next, heard);
        }
        next.become(next.hasPrimary() ? REPLICA_SET_WITH_PRIMARY : REPLICA_SET_NO_PRIMARY);
    }
}
