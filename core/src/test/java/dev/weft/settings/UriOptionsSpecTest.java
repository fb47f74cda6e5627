package dev.weft.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.weft.ReadPreference.Members;
import dev.weft.error.BadConfigException;
import dev.weft.protocol.testing.Specifications;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The URI options specification, for the options this version honours; what it refuses is skipped by name. */
class UriOptionsSpecTest {
    private static final Set<String> HONOURED = Set.of(
            "concern-options.json",
            "connection-options.json",
            "connection-pool-options.json",
            "read-preference-options.json",
            "sdam-options.json");

    private static final Map<String, Function<ClientSettings, BsonValue>> READ = Map.ofEntries(
            Map.entry("appname", s -> new BsonString(s.appName().orElse(""))),
            Map.entry(
                    "connecttimeoutms", s -> millis(s.sockets().connectTimeout().toMillis())),
            Map.entry("directconnection", s -> BsonBoolean.valueOf(s.servers().directConnection())),
            Map.entry(
                    "heartbeatfrequencyms",
                    s -> millis(s.servers().heartbeatFrequency().toMillis())),
            Map.entry("journal", s -> s.defaults().writeConcern().asDocument().getBoolean("j")),
            Map.entry(
                    "localthresholdms", s -> millis(s.servers().localThreshold().toMillis())),
            Map.entry("maxconnecting", s -> new BsonInt32(s.pool().maxConnecting())),
            Map.entry(
                    "maxidletimems",
                    s -> millis(s.pool().maxIdleTime().orElseThrow().toMillis())),
            Map.entry(
                    "maxpoolsize",
                    s -> new BsonInt32(
                            s.pool().maxSize() == Integer.MAX_VALUE
                                    ? 0
                                    : s.pool().maxSize())),
            Map.entry(
                    "maxstalenessseconds",
                    s -> millis(members(s).maxStaleness().orElseThrow().toSeconds())),
            Map.entry("minpoolsize", s -> new BsonInt32(s.pool().minSize())),
            Map.entry(
                    "readconcernlevel",
                    s -> new BsonString(s.defaults().readConcern().level())),
            Map.entry(
                    "readpreference",
                    s -> new BsonString(s.defaults().readPreference().word())),
            Map.entry(
                    "readpreferencetags",
                    s -> new BsonArray(members(s).tags().stream()
                            .map(t -> (BsonValue) t.asDocument())
                            .toList())),
            Map.entry("replicaset", s -> new BsonString(s.servers().replicaSet().orElse(""))),
            Map.entry("retrywrites", s -> BsonBoolean.valueOf(s.retryWrites())),
            Map.entry(
                    "servermonitoringmode",
                    s -> new BsonString(s.servers().monitoringMode().word())),
            Map.entry(
                    "serverselectiontimeoutms",
                    s -> millis(s.servers().selectionTimeout().toMillis())),
            Map.entry(
                    "sockettimeoutms",
                    s -> millis(s.sockets().readTimeout().orElseThrow().toMillis())),
            Map.entry(
                    "timeoutms",
                    s -> millis(s.defaults().timeout().orElseThrow().toMillis())),
            Map.entry("w", s -> s.defaults().writeConcern().w().orElse(BsonNull.VALUE)),
            Map.entry(
                    "wtimeoutms", s -> s.defaults().writeConcern().asDocument().getInt32("wtimeout")));

    @TestFactory
    Stream<DynamicTest> readsEveryOptionAsTheSpecificationSays() {
        return Specifications.cases("uri-options/tests", UriOptionsSpecTest::cases);
    }

    private static Stream<DynamicTest> cases(Path file) {
        return Specifications.read(file).getArray("tests").stream()
                .map(BsonValue::asDocument)
                .map(test -> dynamicTest(file.getFileName() + ": " + text(test, "description"), () -> {
                    if (!HONOURED.contains(String.valueOf(file.getFileName()))) {
                        abort("these options come with the features they are for");
                    }
                    check(test);
                }));
    }

    private static void check(BsonDocument test) {
        String uri = text(test, "uri");
        if (!test.getBoolean("valid").getValue()) {
            assertThrows(BadConfigException.class, () -> ClientSettings.of(uri));
            return;
        }
        if (uri.contains("loadBalanced") && !uri.contains("loadBalanced=false")) {
            assertThrows(BadConfigException.class, () -> ClientSettings.of(uri));
            abort("load balancers are refused by this version");
        }
        ClientSettings settings = ClientSettings.of(uri);
        assertEquals(
                test.getBoolean("warning").getValue(), !settings.warnings().isEmpty(), settings.warnings()::toString);
        if (test.isDocument("options")) {
            test.getDocument("options").forEach((key, expected) -> {
                Function<ClientSettings, BsonValue> read = READ.get(key.toLowerCase(Locale.ROOT));
                if (read != null) {
                    assertEquals(expected, read.apply(settings), key);
                } else {
                    assertEquals("loadBalanced", key, "an option nobody compares");
                }
            });
        }
    }

    private static Members members(ClientSettings settings) {
        return (Members) settings.defaults().readPreference();
    }

    private static BsonValue millis(long value) {
        return new BsonInt32((int) value);
    }

    private static String text(BsonDocument document, String field) {
        return document.isString(field) ? document.getString(field).getValue() : "";
    }
}
