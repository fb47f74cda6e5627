package dev.weft.core.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.ServerAddress;
import dev.weft.topology.ServerDescription;
import dev.weft.topology.ServerType;
import dev.weft.topology.Topology;
import dev.weft.topology.TopologyType;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the discovery specification forbids of a topology, and of a step from one to the next. */
final class TopologyInvariants {
    private static final Set<ServerType> MEMBERS =
            EnumSet.of(ServerType.RS_PRIMARY, ServerType.RS_SECONDARY, ServerType.RS_ARBITER, ServerType.RS_OTHER);
    private static final Set<ServerType> NOT_IN_A_SET =
            EnumSet.of(ServerType.STANDALONE, ServerType.MONGOS, ServerType.LOAD_BALANCER);
    /** "TopologyType table": what may become of which. */
    private static final Map<TopologyType, Set<TopologyType>> NEXT = Map.of(
            TopologyType.UNKNOWN,
            EnumSet.of(
                    TopologyType.UNKNOWN,
                    TopologyType.SINGLE,
                    TopologyType.SHARDED,
                    TopologyType.REPLICA_SET_NO_PRIMARY,
                    TopologyType.REPLICA_SET_WITH_PRIMARY),
            TopologyType.SINGLE,
            EnumSet.of(TopologyType.SINGLE),
            TopologyType.SHARDED,
            EnumSet.of(TopologyType.SHARDED),
            TopologyType.REPLICA_SET_NO_PRIMARY,
            EnumSet.of(TopologyType.REPLICA_SET_NO_PRIMARY, TopologyType.REPLICA_SET_WITH_PRIMARY),
            TopologyType.REPLICA_SET_WITH_PRIMARY,
            EnumSet.of(TopologyType.REPLICA_SET_NO_PRIMARY, TopologyType.REPLICA_SET_WITH_PRIMARY));

    private TopologyInvariants() {}

    /** A topology on its own. */
    static void check(Topology topology) {
        var primaries = topology.servers().values().stream()
                .filter(server -> server.type() == ServerType.RS_PRIMARY)
                .count();
        switch (topology.type()) {
            case REPLICA_SET_WITH_PRIMARY -> assertEquals(1, primaries, "a set with a primary has one");
            case SINGLE -> assertEquals(1, topology.servers().size(), "a single server is alone");
            default -> assertEquals(0, primaries, "only a set with a primary, or a single server, is one");
        }
        topology.servers().forEach((address, server) -> {
            assertEquals(address, server.address());
            checkMember(topology, server);
        });
        checkSessions(topology);
        checkWire(topology);
    }

    private static void checkMember(Topology topology, ServerDescription server) {
        var type = server.type();
        switch (topology.type()) {
            case UNKNOWN ->
                assertTrue(
                        type == ServerType.UNKNOWN || type == ServerType.RS_GHOST,
                        () -> type + " is known in an unknown topology");
            // A ghost that was there before the first mongos spoke is removed only by its own next word.
            case SHARDED ->
                assertTrue(
                        type == ServerType.UNKNOWN || type == ServerType.MONGOS || type == ServerType.RS_GHOST,
                        () -> type + " in a sharded topology");
            case REPLICA_SET_NO_PRIMARY, REPLICA_SET_WITH_PRIMARY -> {
                assertTrue(!NOT_IN_A_SET.contains(type), () -> type + " in a replica set");
                if (MEMBERS.contains(type)) {
                    assertEquals(topology.setName(), server.membership().setName(), "a member of another set");
                }
            }
            case SINGLE ->
                assertTrue(
                        topology.setName().isEmpty()
                                || type == ServerType.UNKNOWN
                                || topology.setName().equals(server.membership().setName()),
                        "the one server is of another set than was asked for");
            case LOAD_BALANCED -> throw new AssertionError("nobody has spoken of load balancers");
        }
        if (type == ServerType.UNKNOWN) {
            assertTrue(server.roundTripTime().isEmpty(), "an unknown server has no round trip time");
            assertTrue(server.membership().everybody().isEmpty(), "an unknown server names nobody");
        } else {
            assertTrue(server.error().isEmpty(), "a server that is known has failed");
        }
    }

    /** "logicalSessionTimeoutMinutes": the smallest of those that hold data, nothing if one has none. */
    private static void checkSessions(Topology topology) {
        var bearing = topology.servers().values().stream()
                .filter(server -> server.type().isDataBearing())
                .toList();
        var all = bearing.stream()
                .allMatch(server -> server.sessionTimeoutMinutes().isPresent());
        var smallest = bearing.stream()
                .flatMap(server -> server.sessionTimeoutMinutes().stream())
                .min(Comparator.naturalOrder());
        assertEquals(all ? smallest : Optional.empty(), topology.sessionTimeoutMinutes());
    }

    private static void checkWire(Topology topology) {
        var fits = topology.servers().values().stream()
                .filter(server -> server.type() != ServerType.UNKNOWN)
                .allMatch(server -> server.wire().max() >= 8 && server.wire().min() <= 27);
        assertEquals(fits, topology.incompatible().isEmpty());
    }

    /** A step that a word of or about {@code speaker} has caused; {@code everNamed} are the seeds and all that any hello has named. */
    static void checkStep(Topology before, Topology after, ServerAddress speaker, Set<ServerAddress> everNamed) {
        assertTrue(NEXT.get(before.type()).contains(after.type()), () -> before.type() + " has become " + after.type());
        if (before.setName().isPresent()) {
            assertEquals(before.setName(), after.setName(), "the name of a set does not change");
        }
        assertTrue(everNamed.containsAll(after.servers().keySet()), () -> "nobody has named one of " + after);
        var heard = after.servers().get(speaker);
        if (!before.equals(after) && heard != null && heard.type() == ServerType.RS_PRIMARY && isSet(after)) {
            assertEquals(
                    heard.membership().everybody(),
                    new HashSet<>(after.servers().keySet()),
                    "the servers of a set are those that its primary names");
        }
        checkVersions(before, after);
        checkOthers(before, after, speaker);
    }

    private static boolean isSet(Topology topology) {
        return topology.type() == TopologyType.REPLICA_SET_NO_PRIMARY
                || topology.type() == TopologyType.REPLICA_SET_WITH_PRIMARY;
    }

    /** Of one process, no older word replaces a newer one. */
    private static void checkVersions(Topology before, Topology after) {
        before.servers().forEach((address, was) -> {
            var is = after.server(address).flatMap(ServerDescription::topologyVersion);
            if (is.isPresent() && was.topologyVersion().isPresent()) {
                assertTrue(!was.topologyVersion().get().isNewerThan(is.get()), () -> was + " became older");
            }
        });
    }

    /** A word changes what is known of others only by removing them, or by ending the reign of an older primary. */
    private static void checkOthers(Topology before, Topology after, ServerAddress speaker) {
        before.servers().forEach((address, was) -> {
            var is = after.servers().get(address);
            if (!address.equals(speaker) && is != null && !is.equals(was)) {
                assertEquals(ServerType.RS_PRIMARY, was.type(), () -> was + " changed though " + speaker + " spoke");
                assertEquals(ServerType.UNKNOWN, is.type());
                // A primary that does not name itself ends the older one's reign and leaves (specification,
                // "updateRSFromPrimary").
                var heard = after.servers().get(speaker);
                assertTrue(heard == null || heard.type() == ServerType.RS_PRIMARY, () -> speaker + " is no primary");
            }
        });
    }

    /** The newest election and configuration seen never become older: elections count first since 6.0, configurations before. */
    static void checkElections(Topology before, Topology after, boolean electionFirst) {
        var byElection = compare(after.maxElectionId(), before.maxElectionId());
        var byVersion = compare(after.maxSetVersion(), before.maxSetVersion());
        var first = electionFirst ? byElection : byVersion;
        var second = electionFirst ? byVersion : byElection;
        assertTrue(first > 0 || (first == 0 && second >= 0), () -> tuple(before) + " became " + tuple(after));
    }

    private static String tuple(Topology topology) {
        return "(" + topology.maxElectionId() + ", " + topology.maxSetVersion() + ")";
    }

    private static <T extends Comparable<T>> int compare(Optional<T> one, Optional<T> other) {
        return one.isEmpty() || other.isEmpty()
                ? Boolean.compare(one.isPresent(), other.isPresent())
                : one.get().compareTo(other.get());
    }
}
