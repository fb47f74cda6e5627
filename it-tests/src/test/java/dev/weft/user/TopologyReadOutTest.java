package dev.weft.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.ServerAddress;
import dev.weft.client.MongoClient;
import dev.weft.core.cluster.Until;
import dev.weft.event.TopologyEvent.TopologyChanged;
import dev.weft.testbed.Deployment;
import dev.weft.testbed.Member;
import dev.weft.topology.ServerDescription;
import dev.weft.topology.ServerType;
import dev.weft.topology.Topology;
import dev.weft.topology.TopologyType;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a user can read of a deployment, and hear when it changes, by {@link MongoClient} alone. */
class TopologyReadOutTest {
    private static Optional<String> primary(Topology topology) {
        return topology.primary().map(ServerDescription::address).map(ServerAddress::toString);
    }

    private static boolean isWhole(Topology topology) {
        return topology.primary().isPresent()
                && topology.of(ServerType.RS_SECONDARY).size() == 2;
    }

    @Test
    void aClientTellsTheServersThePrimaryAndTheRoundTripsAndDrawsThem() {
        try (var set = Deployment.replicaSet("rs", 3).start();
                var client = MongoClient.connect(set.uri())) {
            Until.holds(() -> isWhole(client.topology()));
            var topology = client.topology();
            assertEquals(TopologyType.REPLICA_SET_WITH_PRIMARY, topology.type());
            assertEquals(Optional.of("rs"), topology.setName());
            assertEquals(Optional.of(set.member(0).host()), primary(topology));
            assertEquals(
                    set.members().stream().map(Member::host).collect(Collectors.toSet()),
                    topology.servers().keySet().stream()
                            .map(ServerAddress::toString)
                            .collect(Collectors.toSet()));
            for (var server : topology.servers().values()) {
                assertTrue(server.roundTripTime().orElseThrow().isPositive(), server::toString);
            }
            var lines = topology.picture().lines().toList();
            assertEquals("ReplicaSetWithPrimary 'rs', 3 servers", lines.getFirst());
            assertEquals(4, lines.size());
            assertTrue(
                    lines.stream().anyMatch(line -> line.contains(set.member(0).host()) && line.contains("RSPrimary")));
        }
    }

    @Test
    void aListenerHearsOfEachChangeInOrderUntilNothingIsKnownAnyMore() {
        List<TopologyChanged> heard = new CopyOnWriteArrayList<>();
        try (var set = Deployment.replicaSet("rs", 3).start()) {
            try (var client = MongoClient.connect(
                    set.uri() + "&heartbeatFrequencyMS=500", s -> s.listen(TopologyChanged.class, heard::add))) {
                Until.holds(() -> isWhole(client.topology()));
                set.member(0).stop();
                Until.holds(() -> primary(client.topology())
                        .filter(host -> !host.equals(set.member(0).host()))
                        .isPresent());
                var dead = client.topology()
                        .server(ServerAddress.parse(set.member(0).host()))
                        .orElseThrow();
                assertEquals(ServerType.UNKNOWN, dead.type());
                assertTrue(dead.error().isPresent(), dead::toString);
            }
            assertEquals(Topology.NONE, heard.getFirst().before());
            for (var i = 1; i < heard.size(); i++) {
                assertTrue(heard.get(i - 1).after().saysTheSame(heard.get(i).before()), heard::toString);
            }
            assertEquals(Topology.NONE, heard.getLast().after());
            var primaries = heard.stream()
                    .flatMap(change -> primary(change.after()).stream())
                    .distinct()
                    .toList();
            assertEquals(2, primaries.size(), primaries::toString);
            assertEquals(set.member(0).host(), primaries.getFirst());
        }
    }
}
