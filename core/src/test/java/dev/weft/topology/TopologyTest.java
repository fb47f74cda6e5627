package dev.weft.topology;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.weft.ServerAddress;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What of a topology counts as a change: listeners are told of nothing else. */
class TopologyTest {
    private static final ServerAddress A = new ServerAddress("a", 27017);
    private static final ServerAddress B = new ServerAddress("b", 27017);
    private static final ServerDescription FAILED = failed("refused", Instant.EPOCH);

    @TestFactory
    Stream<DynamicTest> everyPartOfATopologyCountsAsAChange() {
        var set = Optional.of("rs");
        var election = Optional.of(new ObjectId());
        var one = Optional.of(1);
        var nothing = Optional.<String>empty();
        Topology base = topology(TopologyType.REPLICA_SET_NO_PRIMARY, set, election, one, one, nothing, A);
        return Map.of(
                        "type", topology(TopologyType.REPLICA_SET_WITH_PRIMARY, set, election, one, one, nothing, A),
                        "set's name", topology(base.type(), Optional.of("other"), election, one, one, nothing, A),
                        "election", topology(base.type(), set, Optional.empty(), one, one, nothing, A),
                        "configuration", topology(base.type(), set, election, Optional.of(2), one, nothing, A),
                        "sessions", topology(base.type(), set, election, one, Optional.empty(), nothing, A),
                        "compatibility", topology(base.type(), set, election, one, one, Optional.of("too old"), A),
                        "servers", topology(base.type(), set, election, one, one, nothing, B))
                .entrySet()
                .stream()
                .map(other -> dynamicTest(other.getKey(), () -> {
                    assertTrue(base.saysTheSame(base));
                    assertFalse(base.saysTheSame(other.getValue()));
                    assertFalse(other.getValue().saysTheSame(base));
                }));
    }

    @Test
    void aServersNewWordCountsAndItsTimesDoNot() {
        Topology before = of(FAILED);
        assertTrue(before.saysTheSame(of(failed("refused", Instant.EPOCH.plusSeconds(1)))));
        assertTrue(before.saysTheSame(of(FAILED.withRoundTrips(Optional.of(Duration.ofMillis(1)), Duration.ZERO))));
        assertFalse(before.saysTheSame(of(failed("reset", Instant.EPOCH))));
        assertFalse(before.saysTheSame(of(FAILED.withType(ServerType.STANDALONE))));
    }

    private static ServerDescription failed(String how, Instant at) {
        return ServerDescription.unknown(A, Optional.of(new IOException(how)), Optional.empty(), at);
    }

    private static Topology of(ServerDescription server) {
        return new Topology(
                TopologyType.SINGLE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(A, server));
    }

    private static Topology topology(
            TopologyType type,
            Optional<String> name,
            Optional<ObjectId> election,
            Optional<Integer> version,
            Optional<Integer> sessions,
            Optional<String> incompatible,
            ServerAddress server) {
        return new Topology(
                type,
                name,
                election,
                version,
                sessions,
                incompatible,
                Map.of(server, ServerDescription.unknown(server)));
    }
}
