package dev.weft.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.ReadPreference;
import dev.weft.ServerAddress;
import dev.weft.core.topology.Criteria;
import dev.weft.core.topology.DescribedTopology;
import dev.weft.protocol.testing.Specifications;
import dev.weft.settings.ClientSettings;
import dev.weft.settings.ServerSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The {@code in_window} files of the server selection specification: how often each server is chosen when others are busier. */
class InWindowSpecTest {
    @TestFactory
    Stream<DynamicTest> busierServersAreChosenAsRarelyAsTheSpecificationSays() {
        return Specifications.cases(
                "server-selection/tests/in_window",
                file -> Stream.of(DynamicTest.dynamicTest(file.getFileName().toString(), () -> run(file))));
    }

    private static void run(Path file) {
        var test = Specifications.read(file);
        try (var quiet = new QuietKeeper(ClientSettings.of("mongodb://a"))) {
            var servers = servers(test, quiet);
            var topology = DescribedTopology.read(test.getDocument("topology_description"));
            var view = View.empty(ServerSettings.DEFAULTS).next(topology, servers);
            var iterations = test.getNumber("iterations").intValue();
            var chosen = new HashMap<String, Integer>();
            var criteria = Criteria.read(ReadPreference.nearest());
            for (var i = 0; i < iterations; i++) {
                chosen.merge(view.choose(criteria).address().toString(), 1, Integer::sum);
            }
            check(test.getDocument("outcome"), chosen, iterations);
        }
    }

    private static Map<ServerAddress, Server> servers(BsonDocument test, QuietKeeper quiet) {
        var servers = new HashMap<ServerAddress, Server>();
        for (BsonValue mocked : test.getArray("mocked_topology_state")) {
            var state = mocked.asDocument();
            var address = ServerAddress.parse(state.getString("address").getValue());
            var server = new Server(address, quiet.engine, quiet.keeper);
            for (var i = state.getNumber("operation_count").intValue(); i > 0; i--) {
                server.taken();
            }
            servers.put(address, server);
        }
        return servers;
    }

    private static void check(BsonDocument outcome, Map<String, Integer> chosen, int iterations) {
        var tolerance = outcome.getNumber("tolerance").doubleValue();
        outcome.getDocument("expected_frequencies").forEach((address, value) -> {
            var expected = value.asNumber().doubleValue();
            var seen = (double) chosen.getOrDefault(address, 0) / iterations;
            // Always and never allow no tolerance.
            assertEquals(expected, seen, expected == 0 || expected == 1 ? 0 : tolerance, address + " of " + chosen);
        });
    }
}
