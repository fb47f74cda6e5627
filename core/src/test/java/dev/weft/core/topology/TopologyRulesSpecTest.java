package dev.weft.core.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.ServerAddress;
import dev.weft.error.CommandFailedException;
import dev.weft.error.ErrorLabel;
import dev.weft.error.MongoException;
import dev.weft.error.NetworkFailedException;
import dev.weft.error.Phase;
import dev.weft.error.TimedOutException;
import dev.weft.error.WriteConcernFailedException;
import dev.weft.topology.ServerDescription;
import dev.weft.topology.ServerType;
import dev.weft.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonNumber;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The state machine files of the discovery specification, through the pure rules: no thread, no socket, no clock. */
class TopologyRulesSpecTest {
    private static final String ROOT = "server-discovery-and-monitoring/tests/";

    @TestFactory
    Stream<DynamicTest> everyTopologyChangesAsTheSpecificationSays() {
        return Stream.of("single", "rs", "sharded", "errors", "load-balanced")
                .flatMap(folder -> SpecFiles.under(ROOT + folder).stream())
                .map(file -> DynamicTest.dynamicTest(
                        file.getParent().getFileName() + "/" + file.getFileName(),
                        () -> new Run(SpecFiles.read(file)).play()));
    }

    /** One file: a topology, the generations of its pools, and the phases that change them. */
    private static final class Run {
        private final BsonDocument file;
        private final TopologyRules rules;
        private final Map<ServerAddress, Long> generations = new HashMap<>();
        private Topology topology;

        Run(BsonDocument file) {
            this.file = file;
            var uri = file.getString("uri").getValue();
            var options = uri.contains("?") ? uri.substring(uri.indexOf('?') + 1) : "";
            var seeds = Arrays.stream(uri.substring("mongodb://".length())
                            .split("[/?]", 2)[0]
                            .split(","))
                    .map(ServerAddress::parse)
                    .toList();
            rules = TopologyRules.forSeeds(seeds.size());
            topology = options.contains("loadBalanced=true")
                    ? TopologyRules.loadBalanced(seeds.getFirst())
                    : TopologyRules.initial(seeds, options.contains("directConnection=true"), setName(options));
        }

        private static Optional<String> setName(String options) {
            return Arrays.stream(options.split("&"))
                    .filter(option -> option.startsWith("replicaSet="))
                    .map(option -> option.substring("replicaSet=".length()))
                    .findFirst();
        }

        void play() {
            for (BsonValue phase : file.getArray("phases")) {
                for (BsonValue response : phase.asDocument().getArray("responses", new BsonArray())) {
                    hear(response.asArray());
                }
                for (BsonValue error : phase.asDocument().getArray("applicationErrors", new BsonArray())) {
                    fail(error.asDocument());
                }
                check(phase.asDocument().getDocument("outcome"));
            }
        }

        private void hear(BsonArray response) {
            var address = ServerAddress.parse(response.get(0).asString().getValue());
            var reply = response.get(1).asDocument();
            var heard = reply.isEmpty()
                    ? ServerDescription.unknown(
                            address, Optional.of(new IllegalStateException("down")), Optional.empty(), Instant.EPOCH)
                    : HelloReply.describe(address, reply, RttAverage.NONE, Instant.EPOCH);
            if (reply.isEmpty() && !TopologyRules.isStale(topology, heard)) {
                generations.merge(address, 1L, Long::sum);
            }
            topology = rules.apply(topology, heard);
        }

        private void fail(BsonDocument error) {
            var address = ServerAddress.parse(error.getString("address").getValue());
            var generation = generations.getOrDefault(address, 0L);
            var established = error.getString("when").getValue().equals("afterHandshakeCompletes");
            var origin = new FailureRules.Origin(
                    generation,
                    error.containsKey("generation")
                            ? error.getNumber("generation").longValue()
                            : generation,
                    established);
            var failure = failure(address, error, established);
            var verdict = FailureRules.judge(topology, address, origin, failure, Instant.EPOCH);
            if (verdict.matters()) {
                topology = rules.apply(topology, verdict.heard().get());
            }
            if (verdict.clearPool()) {
                generations.put(address, generation + 1);
            }
        }

        private static MongoException failure(ServerAddress address, BsonDocument error, boolean established) {
            var failure = switch (error.getString("type").getValue()) {
                case "command" -> commandFailure(address, error.getDocument("response"));
                case "network" -> new NetworkFailedException(address, "testing", true, null);
                case "timeout" ->
                    new TimedOutException(Phase.REPLY, Duration.ZERO, Duration.ZERO, Optional.of(address), null);
                default -> throw new IllegalArgumentException("unknown type of error in " + error);
            };
            if (!established && !(failure instanceof CommandFailedException)) {
                // What the opener of connections does to failures of socket, TLS and hello.
                ErrorLabel.add(failure, ErrorLabel.SYSTEM_OVERLOADED);
            }
            return failure;
        }

        private static MongoException commandFailure(ServerAddress address, BsonDocument response) {
            return response.get("writeConcernError") instanceof BsonDocument inner
                            && response.get("ok") instanceof BsonNumber ok
                            && ok.intValue() == 1
                    ? new WriteConcernFailedException(address, inner, response)
                    : CommandFailedException.of("test", address, response);
        }

        private void check(BsonDocument outcome) {
            var expected = outcome.getDocument("servers");
            assertEquals(
                    expected.keySet().stream().map(ServerAddress::parse).toList().stream()
                            .sorted((a, b) -> a.toString().compareTo(b.toString()))
                            .toList(),
                    topology.servers().keySet().stream()
                            .sorted((a, b) -> a.toString().compareTo(b.toString()))
                            .toList());
            expected.forEach((address, server) -> checkServer(ServerAddress.parse(address), server.asDocument()));
            assertEquals(
                    outcome.getString("topologyType").getValue(),
                    topology.type().word());
            assertEquals(outcome.get("setName"), text(topology.setName()));
            checkOptional(
                    outcome,
                    "logicalSessionTimeoutMinutes",
                    topology.sessionTimeoutMinutes().map(BsonInt32::new));
            checkOptional(outcome, "maxSetVersion", topology.maxSetVersion().map(BsonInt32::new));
            checkOptional(outcome, "maxElectionId", topology.maxElectionId().map(BsonObjectId::new));
            checkOptional(
                    outcome,
                    "compatible",
                    Optional.of(BsonBoolean.valueOf(topology.incompatible().isEmpty())));
        }

        private void checkServer(ServerAddress address, BsonDocument expected) {
            var server = topology.servers().get(address);
            var type = expected.getString("type").getValue();
            // PossiblePrimary is for clients that scan from one thread.
            assertEquals(
                    type.equals("PossiblePrimary") ? "Unknown" : type,
                    server.type().word(),
                    address.toString());
            checkOptional(expected, "setName", server.membership().setName().map(BsonString::new));
            checkOptional(
                    expected, "setVersion", server.membership().setVersion().map(BsonInt32::new));
            checkOptional(
                    expected, "electionId", server.membership().electionId().map(BsonObjectId::new));
            checkOptional(
                    expected,
                    "logicalSessionTimeoutMinutes",
                    server.sessionTimeoutMinutes().map(BsonInt32::new));
            checkOptional(expected, "minWireVersion", wire(server, server.wire().min()));
            checkOptional(expected, "maxWireVersion", wire(server, server.wire().max()));
            checkOptional(expected, "topologyVersion", server.topologyVersion().map(version -> version.asDocument()));
            if (expected.get("error") instanceof BsonString wanted) {
                assertTrue(
                        server.error().map(Throwable::getMessage).orElse("").contains(wanted.getValue()),
                        () -> server.error() + " should contain " + wanted.getValue());
            }
            if (expected.get("pool") instanceof BsonDocument pool) {
                assertEquals(
                        pool.getNumber("generation").longValue(), generations.getOrDefault(address, 0L), "generation");
            }
        }

        /** A load balancer is never asked which versions it speaks. */
        private static Optional<BsonInt32> wire(ServerDescription server, int version) {
            return server.type() == ServerType.LOAD_BALANCER ? Optional.empty() : Optional.of(new BsonInt32(version));
        }

        private static BsonValue text(Optional<String> value) {
            return value.<BsonValue>map(BsonString::new).orElse(BsonNull.VALUE);
        }

        private static void checkOptional(BsonDocument expected, String field, Optional<? extends BsonValue> actual) {
            if (!expected.containsKey(field)) {
                return;
            }
            var wanted = expected.get(field);
            BsonValue found = actual.isPresent() ? actual.get() : BsonNull.VALUE;
            assertEquals(
                    wanted.isNumber() ? List.of(wanted.asNumber().intValue()) : List.of(wanted),
                    found.isNumber() ? List.of(found.asNumber().intValue()) : List.of(found),
                    field);
        }
    }
}
