package dev.weft.core.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.ServerAddress;
import dev.weft.topology.ServerType;
import dev.weft.topology.Topology;
import dev.weft.topology.TopologyType;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a new look at the SRV records makes of a topology, without threads and clocks. */
class RescanTest {
    private static List<ServerAddress> hosts(Integer... ports) {
        return Arrays.stream(ports).map(port -> new ServerAddress("m", port)).toList();
    }

    private static Topology sharded(Integer... ports) {
        var topology = TopologyRules.initial(hosts(ports), false, Optional.empty());
        for (var address : hosts(ports)) {
            var hello = BsonDocument.parse("{ok: 1, msg: 'isdbgrid', maxWireVersion: 21}");
            var heard = TopologyRules.describe(address, hello, RttAverage.NONE, Instant.EPOCH);
            topology = TopologyRules.forSeeds(ports.length).apply(topology, heard);
        }
        return topology;
    }

    private static Set<ServerAddress> after(int max, Topology before, Integer... ports) {
        return TopologyRules.rescanned(before, hosts(ports), max, new Random(1))
                .servers()
                .keySet();
    }

    @Test
    void thoseThatStayAreLeftAloneAndThoseThatArriveAreUnknown() {
        var before = sharded(1, 2);
        var after = TopologyRules.rescanned(before, hosts(2, 3), 0, new Random(1));
        assertEquals(Set.copyOf(hosts(2, 3)), after.servers().keySet());
        var stays = hosts(2).getFirst();
        assertSame(before.servers().get(stays), after.servers().get(stays));
        assertEquals(
                ServerType.UNKNOWN, after.servers().get(hosts(3).getFirst()).type());
        assertEquals(TopologyType.SHARDED, after.type());
    }

    @Test
    void theSameHostsInAnotherOrderChangeNothing() {
        var before = sharded(1, 2);
        assertTrue(before.saysTheSame(TopologyRules.rescanned(before, hosts(2, 1), 0, new Random(1))));
        assertTrue(before.saysTheSame(TopologyRules.rescanned(before, hosts(2, 1, 3), 2, new Random(1))));
    }

    @Test
    void noHostsAtAllChangeNothing() {
        var before = sharded(1, 2);
        assertSame(before, TopologyRules.rescanned(before, List.of(), 0, new Random(1)));
    }

    @Test
    void thereIsRoomForSoManyAndChanceSaysForWhich() {
        assertEquals(Set.copyOf(hosts(3, 4)), after(2, sharded(1, 2), 3, 4));
        assertEquals(Set.copyOf(hosts(1, 3)), after(5, sharded(1, 2), 1, 3));
        Set<Set<ServerAddress>> seen = new HashSet<>();
        var chance = new Random(1);
        for (int i = 0; i < 50; i++) {
            var after = TopologyRules.rescanned(sharded(1, 2), hosts(1, 3, 4), 2, chance);
            assertEquals(2, after.servers().size());
            assertTrue(after.servers().containsKey(hosts(1).getFirst()));
            seen.add(after.servers().keySet());
        }
        assertEquals(2, seen.size());
    }

    @Test
    void theFirstHostsAreChosenByChanceTooAndNoneTwice() {
        Set<Set<ServerAddress>> seen = new HashSet<>();
        var chance = new Random(1);
        for (int i = 0; i < 50; i++) {
            var chosen = TopologyRules.atMost(2, hosts(1, 2, 3), chance);
            assertEquals(2, Set.copyOf(chosen).size());
            seen.add(Set.copyOf(chosen));
        }
        assertEquals(3, seen.size());
        assertEquals(hosts(1, 2, 3), TopologyRules.atMost(0, hosts(1, 2, 3), new Random(1)));
        assertEquals(hosts(1, 2, 3), TopologyRules.atMost(3, hosts(1, 2, 3), new Random(1)));
    }

    @ParameterizedTest
    @EnumSource
    void onlyUnknownAndShardedFollowDns(TopologyType type) {
        var expected = type == TopologyType.UNKNOWN || type == TopologyType.SHARDED;
        assertEquals(expected, TopologyRules.followsDns(type));
        var before = new Topology(
                type,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                sharded(1).servers());
        var after = TopologyRules.rescanned(before, hosts(2), 0, new Random(1));
        assertFalse(expected && after.servers().containsKey(hosts(1).getFirst()));
        assertEquals(expected, after.servers().containsKey(hosts(2).getFirst()));
    }
}
