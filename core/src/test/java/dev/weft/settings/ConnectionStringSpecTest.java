package dev.weft.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.weft.Secret;
import dev.weft.ServerAddress;
import dev.weft.error.BadConfigException;
import dev.weft.protocol.testing.Specifications;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The connection string specification: each case through the syntax, then through the settings for validity and warnings. */
class ConnectionStringSpecTest {
    /** Sound as strings; "password: MUST be specified" for SCRAM, the default mechanism, says the authentication specification. */
    private static final Set<String> WITHOUT_PASSWORD =
            Set.of("Username without password", "Escaped username and database without password");

    @TestFactory
    Stream<DynamicTest> readsEveryStringAsTheSpecificationSays() {
        return Specifications.cases(
                "connection-string/tests",
                file -> Specifications.read(file).getArray("tests").stream()
                        .map(BsonValue::asDocument)
                        .map(test -> dynamicTest(text(test, "description"), () -> check(test))));
    }

    private static void check(BsonDocument test) {
        String uri = text(test, "uri");
        if (!test.getBoolean("valid").getValue()) {
            assertThrows(BadConfigException.class, () -> MongoUri.parse(uri));
            assertThrows(BadConfigException.class, () -> ClientSettings.of(uri));
            return;
        }
        warns(uri, test);
        MongoUri parsed = MongoUri.parse(uri);
        assertEquals(
                test.getArray("hosts").stream()
                        .map(ConnectionStringSpecTest::address)
                        .toList(),
                parsed.hosts());
        if (test.isDocument("auth")) {
            BsonDocument auth = test.getDocument("auth");
            assertEquals(optional(auth, "username"), parsed.user());
            assertEquals(optional(auth, "password").map(Secret::of), parsed.password());
            assertEquals(optional(auth, "db"), parsed.database());
        }
        if (test.isDocument("options")) {
            test.getDocument("options")
                    .forEach((key, value) -> assertEquals(
                            parts(plain(value)),
                            parsed.options().stream()
                                    .filter(option -> option.key().equalsIgnoreCase(key))
                                    .flatMap(option -> parts(option.value()).stream())
                                    .collect(Collectors.toSet())));
        }
    }

    private static void warns(String uri, BsonDocument test) {
        if (WITHOUT_PASSWORD.contains(text(test, "description"))) {
            BadConfigException refused = assertThrows(BadConfigException.class, () -> ClientSettings.of(uri));
            assertEquals("user and password", refused.option());
        } else if (test.isBoolean("warning")) {
            List<String> warnings = ClientSettings.of(uri).warnings();
            assertEquals(test.getBoolean("warning").getValue(), !warnings.isEmpty(), warnings::toString);
        }
    }

    // Properties are an object in the case and have no order.
    private static Set<String> parts(String value) {
        return Set.of(value.split(","));
    }

    private static ServerAddress address(BsonValue value) {
        BsonDocument host = value.asDocument();
        String name = text(host, "host");
        int port = host.isInt32("port")
                ? host.getInt32("port").getValue()
                : name.endsWith(".sock") ? 0 : ServerAddress.DEFAULT_PORT;
        return new ServerAddress(name, port);
    }

    private static Optional<String> optional(BsonDocument document, String field) {
        return document.isString(field) ? Optional.of(text(document, field)) : Optional.empty();
    }

    private static String plain(BsonValue value) {
        return value.isString()
                ? value.asString().getValue()
                : value.isNumber()
                        ? String.valueOf(value.asNumber().longValue())
                        : value.isBoolean()
                                ? String.valueOf(value.asBoolean().getValue())
                                : value.asDocument().entrySet().stream()
                                        .map(e -> e.getKey() + ":" + plain(e.getValue()))
                                        .reduce((a, b) -> a + "," + b)
                                        .orElse("");
    }

    private static String text(BsonDocument document, String field) {
        return document.isString(field) ? document.getString(field).getValue() : "";
    }
}
