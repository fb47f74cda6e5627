package dev.weft.core.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.ReadPreference;
import dev.weft.ServerAddress;
import dev.weft.topology.ServerDescription;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNumber;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The files of the server selection and max staleness specifications, through the pure functions. */
class ServerSelectionSpecTest {
    private static final Duration THRESHOLD = Duration.ofMillis(15);

    @TestFactory
    Stream<DynamicTest> theSuitableServersAreThoseOfTheSpecification() {
        return Stream.of("server-selection/tests/server_selection", "max-staleness/tests")
                .flatMap(folder -> SpecFiles.under(folder).stream())
                .map(file -> DynamicTest.dynamicTest(
                        file.subpath(file.getNameCount() - 3, file.getNameCount())
                                .toString(),
                        () -> select(SpecFiles.read(file))));
    }

    @TestFactory
    Stream<DynamicTest> theAverageMovesAsTheSpecificationSays() {
        return SpecFiles.under("server-selection/tests/rtt").stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    var test = SpecFiles.read(file);
                    var before = test.get("avg_rtt_ms") instanceof BsonNumber old
                            ? RttAverage.NONE.add(DescribedTopology.nanos(old))
                            : RttAverage.NONE;
                    assertEquals(
                            DescribedTopology.nanos(test.getNumber("new_avg_rtt")),
                            before.add(DescribedTopology.nanos(test.getNumber("new_rtt_ms")))
                                    .average()
                                    .get()
                                    .toNanos());
                }));
    }

    private static void select(BsonDocument test) {
        var heartbeat = Duration.ofMillis(
                test.getNumber("heartbeatFrequencyMS", new BsonInt32(10_000)).longValue());
        var topology = DescribedTopology.read(test.getDocument("topology_description"));
        var avoided = test.getArray("deprioritized_servers", new BsonArray()).stream()
                .map(server -> ServerAddress.parse(
                        server.asDocument().getString("address").getValue()))
                .collect(Collectors.toSet());
        if (test.containsKey("error")) {
            assertThrows(RuntimeException.class, () -> ServerSelection.suitable(criteria(test), topology, heartbeat));
            return;
        }
        var suitable = ServerSelection.suitable(criteria(test).avoiding(avoided), topology, heartbeat);
        if (test.containsKey("suitable_servers")) {
            assertEquals(addresses(test.getArray("suitable_servers")), addresses(suitable), "suitable");
        }
        assertEquals(
                addresses(test.getArray("in_latency_window")),
                addresses(ServerSelection.nearby(suitable, THRESHOLD)),
                "in latency window");
    }

    private static Criteria criteria(BsonDocument test) {
        return test.containsKey("operation")
                        && test.getString("operation").getValue().equals("write")
                ? Criteria.WRITE
                : Criteria.read(preference(test.getDocument("read_preference")));
    }

    private static ReadPreference preference(BsonDocument document) {
        var word = document.containsKey("mode") ? document.getString("mode").getValue() : "Primary";
        var staleness = document.get("maxStalenessSeconds") instanceof BsonNumber seconds && seconds.intValue() >= 0
                ? Optional.of(Duration.ofSeconds(seconds.longValue()))
                : Optional.<Duration>empty();
        if (word.equalsIgnoreCase("primary")) {
            if (staleness.isPresent()) {
                throw new IllegalArgumentException("a bound on staleness makes no sense for the primary");
            }
            return ReadPreference.primary();
        }
        var mode = Arrays.stream(ReadPreference.Mode.values())
                .filter(candidate -> candidate.word().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow();
        var tags = document.getArray("tag_sets", new BsonArray()).stream()
                .map(set -> DescribedTopology.tags(set.asDocument()))
                .toList();
        return new ReadPreference.Members(mode, tags, staleness);
    }

    private static Set<String> addresses(BsonArray servers) {
        return servers.stream()
                .map(server -> server.asDocument().getString("address").getValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> addresses(List<ServerDescription> servers) {
        return new TreeSet<>(new HashSet<>(
                servers.stream().map(server -> server.address().toString()).toList()));
    }
}
