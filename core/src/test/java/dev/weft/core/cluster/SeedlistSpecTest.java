package dev.weft.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.weft.core.dns.LookUp;
import dev.weft.core.scope.Scope;
import dev.weft.core.time.NanoClock;
import dev.weft.core.time.Parking;
import dev.weft.error.BadConfigException;
import dev.weft.protocol.testing.Specifications;
import dev.weft.settings.ClientSettings;
import dev.weft.settings.Credential;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * The cases of the initial DNS seedlist discovery specification: seeds and options as DNS gives them and, behind them, servers that say of themselves what
 * those of the specification would, and are found and pinged. TLS is turned off and users are left out for that part, and there is none for load
 * balancers: this version can do neither.
 */
@Timeout(120)
class SeedlistSpecTest {
    private static final String TESTS = "initial-dns-seedlist-discovery/tests/";
    private static final Pattern USER = Pattern.compile("//[^@/]*@");

    @TestFactory
    Stream<DynamicTest> findsTheMembersOfAReplicaSet() {
        return cases("replica-set", () -> SrvStage.replicaSet("repl0", 3));
    }

    @TestFactory
    Stream<DynamicTest> findsTheRoutersOfAShardedCluster() {
        return cases("sharded", () -> SrvStage.mongos(2));
    }

    @TestFactory
    Stream<DynamicTest> findsALoadBalancer() {
        return cases("load-balanced", () -> SrvStage.mongos(0));
    }

    private interface Stages {
        SrvStage open();
    }

    private static Stream<DynamicTest> cases(String folder, Stages stages) {
        return Specifications.cases(
                TESTS + folder,
                file -> Stream.of(dynamicTest(folder + "/" + file.getFileName(), () -> check(file, stages))));
    }

    private static void check(Path file, Stages stages) {
        var test = Specifications.read(file);
        var uri = test.getString("uri").getValue();
        try (var stage = stages.open()) {
            if (test.getBoolean("error", BsonBoolean.FALSE).getValue()) {
                assertThrows(BadConfigException.class, () -> discover(ClientSettings.of(uri), stage));
                return;
            }
            var settings = discover(ClientSettings.of(uri), stage);
            checkSeeds(test, settings, stage);
            // Without a user, a database to look for one is not kept.
            var known = USER.matcher(uri).find() ? settings : discover(ClientSettings.of(withUser(uri)), stage);
            test.getDocument("options", new BsonDocument())
                    .forEach((name, expected) -> assertEquals(expected, option(name, known), name));
            test.getDocument("parsed_options", new BsonDocument())
                    .forEach((name, expected) -> assertEquals(expected, parsed(name, settings), name));
            if (!settings.servers().loadBalanced()) {
                checkServers(test, USER.matcher(uri).replaceFirst("//"), stage);
            }
        }
    }

    private static ClientSettings discover(ClientSettings given, SrvStage stage) {
        var clock = NanoClock.system();
        try (var scope = Scope.longLived("seeds")) {
            var lookUp = new LookUp(scope, clock, Parking.timed(clock), Duration.ofSeconds(30));
            return Seeds.find(given.with(s -> s.srvResolver(stage.dns)), lookUp, new Random(1))
                    .settings();
        }
    }

    private static void checkSeeds(BsonDocument test, ClientSettings settings, SrvStage stage) {
        var seeds = settings.hosts().stream().map(Object::toString).collect(Collectors.toSet());
        assertEquals(seeds.size(), settings.hosts().size());
        if (test.containsKey("seeds")) {
            assertEquals(here(test, "seeds", stage), seeds);
        }
        if (test.containsKey("numSeeds")) {
            assertEquals(test.getInt32("numSeeds").getValue(), seeds.size());
        }
    }

    private static void checkServers(BsonDocument test, String uri, SrvStage stage) {
        try (var cluster = stage.connect(uri)) {
            if (test.containsKey("hosts")) {
                var expected = here(test, "hosts", stage);
                Until.holds(() -> SrvStage.hosts(cluster).equals(expected));
            }
            if (test.containsKey("numHosts")) {
                var expected = test.getInt32("numHosts").getValue();
                Until.holds(() -> SrvStage.hosts(cluster).size() == expected);
            }
            if (test.getBoolean("ping", BsonBoolean.TRUE).getValue()) {
                TestCommand.run(cluster, "ping");
            }
        }
    }

    private static Set<String> here(BsonDocument test, String field, SrvStage stage) {
        UnaryOperator<String> translate = host -> {
            var colon = host.lastIndexOf(':');
            return host.substring(0, colon + 1) + stage.port(Integer.parseInt(host.substring(colon + 1)));
        };
        return test.getArray(field).stream()
                .map(host -> translate.apply(host.asString().getValue()))
                .collect(Collectors.toSet());
    }

    private static BsonValue option(String name, ClientSettings settings) {
        var servers = settings.servers();
        var srv = settings.srv().orElseThrow();
        return switch (name) {
            case "ssl", "tls" -> BsonBoolean.valueOf(settings.tls().enabled());
            case "replicaSet" -> new BsonString(servers.replicaSet().orElse(""));
            case "loadBalanced" -> BsonBoolean.valueOf(servers.loadBalanced());
            case "directConnection" -> BsonBoolean.valueOf(servers.directConnection());
            case "srvMaxHosts" -> new BsonInt32(srv.maxHosts());
            case "srvServiceName" -> new BsonString(srv.serviceName());
            case "authSource" ->
                new BsonString(settings.credential().orElseThrow().source());
            default -> throw new AssertionError("a case with the option " + name);
        };
    }

    private static String withUser(String uri) {
        return uri.replace("mongodb+srv://", "mongodb+srv://ada:lovelace@");
    }

    private static BsonValue parsed(String name, ClientSettings settings) {
        return switch (name) {
            case "user" -> new BsonString(password(settings).user());
            case "password" ->
                new BsonString(new String(password(settings).password().reveal()));
            case "auth_database", "db", "defaultDatabase" ->
                new BsonString(settings.database().orElse(""));
            default -> throw new AssertionError("a case with the parsed option " + name);
        };
    }

    private static Credential.Scram password(ClientSettings settings) {
        return (Credential.Scram) settings.credential().orElseThrow();
    }
}
