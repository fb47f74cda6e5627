package dev.weft.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.ServerAddress;
import dev.weft.core.topology.RttAverage;
import dev.weft.core.topology.TopologyRules;
import dev.weft.error.NetworkFailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

/** What users see of a topology. */
class PictureTest {
    private static final ServerAddress A = new ServerAddress("a", 27017);
    private static final ServerAddress B = new ServerAddress("longer.example", 27018);
    private static final ServerAddress C = new ServerAddress("c", 27017);
    private static final String SET =
            "ok: 1, setName: 'rs', setVersion: 1, hosts: ['a:27017', 'longer.example:27018', 'c:27017'], maxWireVersion: 25";

    @Test
    void aPictureHasALineForTheWholeAndOneForEachServerInColumns() {
        assertEquals("""
                ReplicaSetWithPrimary 'rs', 3 servers
                ├─ a:27017               RSPrimary    0.42 ms
                ├─ longer.example:27018  RSSecondary  1.50 ms  tags {dc=east}, 3000 ms behind the primary
                └─ c:27017               Unknown      -        NetworkFailedException: %s""".formatted(down().getMessage()), set().picture());
    }

    @Test
    void thePrimaryAndTheServersOfATypeAreReadWithoutLookingForThem() {
        assertEquals(Optional.of(A), set().primary().map(ServerDescription::address));
        assertEquals(
                List.of(B),
                set().of(ServerType.RS_SECONDARY).stream()
                        .map(ServerDescription::address)
                        .toList());
        assertEquals(Optional.empty(), Topology.NONE.primary());
    }

    @Test
    void aTopologyOfNothingIsOneLine() {
        assertEquals("Unknown, 0 servers", Topology.NONE.picture());
        assertTrue(TopologyRules.initial(List.of(A), true, Optional.empty())
                .picture()
                .startsWith("Single, 1 server\n"));
    }

    private static Topology set() {
        var rules = TopologyRules.forSeeds(1);
        var topology = TopologyRules.initial(List.of(A), false, Optional.of("rs"));
        topology = rules.apply(
                topology,
                said(
                                A,
                                "{" + SET
                                        + ", isWritablePrimary: true, lastWrite: {lastWriteDate: {$date: '2026-01-01T00:00:03Z'}}}")
                        .withRoundTrips(Optional.of(Duration.ofNanos(420_000)), Duration.ZERO));
        topology = rules.apply(
                topology,
                said(
                                B,
                                "{" + SET + ", secondary: true, tags: {dc: 'east'},"
                                        + " lastWrite: {lastWriteDate: {$date: '2026-01-01T00:00:00Z'}}}")
                        .withRoundTrips(Optional.of(Duration.ofNanos(1_500_000)), Duration.ZERO));
        return rules.apply(
                topology, ServerDescription.unknown(C, Optional.of(down()), Optional.empty(), Instant.EPOCH));
    }

    private static NetworkFailedException down() {
        return new NetworkFailedException(C, "connecting", false, null);
    }

    private static ServerDescription said(ServerAddress by, String hello) {
        return TopologyRules.describe(by, BsonDocument.parse(hello), RttAverage.NONE, Instant.EPOCH);
    }
}
