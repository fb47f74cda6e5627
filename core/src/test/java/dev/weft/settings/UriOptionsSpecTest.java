package dev.weft.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.weft.error.BadConfigException;
import dev.weft.protocol.testing.Specifications;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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

/** The URI options specification, compared with what the table writes for the settings that were read. */
class UriOptionsSpecTest {
    private static final Map<String, String> SKIPPED = Map.of(
            "Valid options specific to single-threaded drivers are parsed correctly",
            "serverSelectionTryOnce is \"required for single-threaded drivers\" only");

    @TestFactory
    Stream<DynamicTest> readsEveryOptionAsTheSpecificationSays() {
        return Specifications.cases("uri-options/tests", UriOptionsSpecTest::cases);
    }

    private static Stream<DynamicTest> cases(Path file) {
        return Specifications.read(file).getArray("tests").stream()
                .map(BsonValue::asDocument)
                .map(test -> dynamicTest(file.getFileName() + ": " + text(test, "description"), () -> {
                    String reason = SKIPPED.get(text(test, "description"));
                    if (reason != null) {
                        assertThrows(AssertionError.class, () -> check(test));
                        abort(reason);
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
        ClientSettings settings = ClientSettings.of(uri);
        assertEquals(
                test.getBoolean("warning").getValue(), !settings.warnings().isEmpty(), settings.warnings()::toString);
        if (test.isDocument("options")) {
            test.getDocument("options").forEach((key, expected) -> compare(key, expected, settings));
        }
    }

    private static void compare(String key, BsonValue expected, ClientSettings settings) {
        switch (key) {
            case "authSource" ->
                assertEquals(
                        expected.asString().getValue(),
                        settings.credential().orElseThrow().source());
            case "authMechanismProperties" ->
                assertTrue(Set.of(written(key, settings).getFirst().split(","))
                        .containsAll(Set.of(words(expected).getFirst().split(","))));
            // Two options at once, which are written one by one.
            case "tlsInsecure" -> {
                assertEquals(expected.asBoolean().getValue(), settings.tls().allowInvalidCertificates());
                assertEquals(expected.asBoolean().getValue(), settings.tls().allowInvalidHostnames());
            }
            default -> assertEquals(words(expected), written(key, settings), key);
        }
    }

    private static List<String> written(String key, ClientSettings settings) {
        UriOption<?> option = UriOption.BY_KEY.get(key.toLowerCase(Locale.ROOT));
        assertNotNull(option, () -> key + " is no option of the table");
        List<String> written = option.write(settings);
        return written.isEmpty() ? List.of(option.byDefault()) : written;
    }

    private static List<String> words(BsonValue value) {
        return switch (value) {
            case BsonDocument pairs ->
                List.of(pairs.entrySet().stream()
                        .map(pair ->
                                pair.getKey() + ":" + pair.getValue().asString().getValue())
                        .collect(Collectors.joining(",")));
            // Sets of tags are one option each, a list of words is one value.
            case BsonArray list ->
                list.stream().allMatch(BsonValue::isDocument)
                        ? list.stream().flatMap(each -> words(each).stream()).toList()
                        : List.of(list.stream()
                                .map(each -> each.asString().getValue())
                                .collect(Collectors.joining(",")));
            case BsonString text -> List.of(text.getValue());
            case BsonInt32 number -> List.of(String.valueOf(number.getValue()));
            case BsonBoolean flag -> List.of(String.valueOf(flag.getValue()));
            default -> throw new AssertionError("a case with an option of " + value);
        };
    }

    private static String text(BsonDocument document, String field) {
        return document.get(field, BsonNull.VALUE).isString()
                ? document.getString(field).getValue()
                : "";
    }
}
