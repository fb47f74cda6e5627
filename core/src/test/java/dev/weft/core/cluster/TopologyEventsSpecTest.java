package dev.weft.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.ServerAddress;
import dev.weft.core.topology.RttAverage;
import dev.weft.core.topology.TopologyRules;
import dev.weft.event.MongoEvent;
import dev.weft.event.TopologyEvent;
import dev.weft.protocol.testing.Specifications;
import dev.weft.settings.ClientSettings;
import dev.weft.topology.ServerDescription;
import dev.weft.topology.Topology;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The {@code monitoring} files of the discovery specification: which events tell of what a topology hears, and in what order. The hellos go
 * through the real keeper; no monitor runs.
 */
class TopologyEventsSpecTest {
    @TestFactory
    Stream<DynamicTest> everyTopologyTellsTheEventsOfTheSpecification() {
        return Specifications.cases(
                "server-discovery-and-monitoring/tests/monitoring",
                file -> Stream.of(DynamicTest.dynamicTest(file.getFileName().toString(), () -> run(file))));
    }

    private static void run(Path file) {
        var phases = phasesOf(file);
        for (var last = 1; last <= phases.size(); last++) {
            // Events are delivered once for good, so that a phase is judged by a run that ends with it.
            var heard = play(file, phases.subList(0, last));
            var expected = phases.subList(0, last).stream()
                    .flatMap(phase -> phase.asDocument().getDocument("outcome").getArray("events").stream())
                    .map(BsonValue::asDocument)
                    .toList();
            assertEquals(
                    expected.stream().map(BsonDocument::getFirstKey).toList(),
                    heard.stream().map(TopologyEventsSpecTest::name).toList());
            for (var i = 0; i < expected.size(); i++) {
                var name = expected.get(i).getFirstKey();
                assertEquals(expected.get(i).getDocument(name), written(heard.get(i)), "event " + i + ", " + name);
            }
        }
    }

    /** {@code PossiblePrimary} is for clients that scan from one thread; to others it is {@code Unknown}. */
    private static BsonArray phasesOf(Path file) {
        var text = Specifications.read(file).toJson().replace("\"PossiblePrimary\"", "\"Unknown\"");
        return BsonDocument.parse(text).getArray("phases");
    }

    private static List<TopologyEvent> play(Path file, List<BsonValue> phases) {
        var heard = new ArrayList<TopologyEvent>();
        var uri = Specifications.read(file).getString("uri").getValue();
        var settings = ClientSettings.of(uri, form -> form.listen(TopologyEvent.class, heard::add));
        try (var quiet = new QuietKeeper(settings)) {
            quiet.keeper.open();
            var known = new HashMap<>(quiet.keeper.view().servers());
            for (var phase : phases) {
                for (var response : phase.asDocument().getArray("responses", new BsonArray())) {
                    hear(quiet.keeper, response.asArray(), known);
                    known.putAll(quiet.keeper.view().servers());
                }
            }
            quiet.deliver();
        }
        assertEquals(1, heard.stream().map(TopologyEvent::topologyId).distinct().count());
        return heard;
    }

    private static void hear(TopologyKeeper keeper, BsonArray response, Map<ServerAddress, Server> known) {
        var address = ServerAddress.parse(response.get(0).asString().getValue());
        var hello = response.get(1).asDocument();
        assertTrue(hello.containsKey("ok"), "no file of this folder has failures so far");
        keeper.heard(known.get(address), TopologyRules.describe(address, hello, RttAverage.NONE, Instant.EPOCH));
    }

    private static String name(MongoEvent event) {
        return switch (event) {
            case TopologyEvent.TopologyOpened opened -> "topology_opening_event";
            case TopologyEvent.TopologyChanged changed -> "topology_description_changed_event";
            case TopologyEvent.TopologyClosed closed -> "topology_closed_event";
            case TopologyEvent.ServerOpened opened -> "server_opening_event";
            case TopologyEvent.ServerChanged changed -> "server_description_changed_event";
            case TopologyEvent.ServerClosed closed -> "server_closed_event";
            default -> "another event: " + event;
        };
    }

    private static BsonDocument written(TopologyEvent event) {
        var id = new BsonDocument("topologyId", new BsonString("42"));
        return switch (event) {
            case TopologyEvent.TopologyOpened opened -> id;
            case TopologyEvent.TopologyClosed closed -> id;
            case TopologyEvent.TopologyChanged changed ->
                id.append("previousDescription", written(changed.before()))
                        .append("newDescription", written(changed.after()));
            case TopologyEvent.ServerOpened opened -> id.append("address", text(opened.server()));
            case TopologyEvent.ServerClosed closed -> id.append("address", text(closed.server()));
            case TopologyEvent.ServerChanged changed ->
                id.append("address", text(changed.after().address()))
                        .append("previousDescription", written(changed.before()))
                        .append("newDescription", written(changed.after()));
            default -> throw new AssertionError("not expected: " + event);
        };
    }

    private static BsonDocument written(Topology topology) {
        var document =
                new BsonDocument("topologyType", new BsonString(topology.type().word()));
        topology.setName().ifPresent(name -> document.append("setName", new BsonString(name)));
        return document.append(
                "servers",
                new BsonArray(topology.servers().values().stream()
                        .map(TopologyEventsSpecTest::written)
                        .toList()));
    }

    private static BsonDocument written(ServerDescription server) {
        var membership = server.membership();
        var document = new BsonDocument("address", text(server.address()))
                .append("arbiters", texts(membership.arbiters()))
                .append("hosts", texts(membership.hosts()))
                .append("passives", texts(membership.passives()))
                .append("type", new BsonString(server.type().word()));
        put(document, "setName", membership.setName());
        put(document, "primary", membership.primary().map(ServerAddress::toString));
        return document;
    }

    private static void put(BsonDocument document, String field, Optional<String> value) {
        value.ifPresent(present -> document.append(field, new BsonString(present)));
    }

    private static BsonString text(ServerAddress address) {
        return new BsonString(address.toString());
    }

    private static BsonArray texts(Collection<ServerAddress> addresses) {
        return new BsonArray(
                addresses.stream().map(TopologyEventsSpecTest::text).toList());
    }
}
