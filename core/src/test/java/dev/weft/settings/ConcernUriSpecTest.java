package dev.weft.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.weft.error.BadConfigException;
import dev.weft.protocol.testing.Specifications;
import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The connection string half of the read and write concern specification. */
class ConcernUriSpecTest {
    private static final String SKIPPED = "wtimeoutMS as an invalid number";

    @TestFactory
    Stream<DynamicTest> readsEveryConcernAsTheSpecificationSays() {
        return Specifications.cases(
                "read-write-concern/tests/connection-string",
                file -> Specifications.read(file).getArray("tests").stream()
                        .map(BsonValue::asDocument)
                        .map(test -> dynamicTest(
                                file.getFileName() + ": "
                                        + test.getString("description").getValue(),
                                () -> check(test))));
    }

    private static void check(BsonDocument test) {
        String uri = test.getString("uri").getValue();
        if (test.getString("description").getValue().equals(SKIPPED)) {
            assertEquals(1, ClientSettings.of(uri).warnings().size());
            abort("the URI options specification's case \"Too low wTimeoutMS causes a warning\" wants a warning");
        }
        if (!test.getBoolean("valid").getValue()) {
            assertThrows(BadConfigException.class, () -> ClientSettings.of(uri));
            return;
        }
        ClientSettings settings = ClientSettings.of(uri);
        assertEquals(List.of(), settings.warnings());
        if (test.isDocument("readConcern")) {
            assertEquals(
                    test.getDocument("readConcern"),
                    settings.defaults().readConcern().asDocument());
        }
        if (test.isDocument("writeConcern")) {
            BsonDocument expected = new BsonDocument();
            test.getDocument("writeConcern").forEach((key, value) -> expected.append(name(key), value));
            assertEquals(expected, settings.defaults().writeConcern().asDocument());
        }
    }

    private static String name(String key) {
        return switch (key) {
            case "journal" -> "j";
            case "wtimeoutMS" -> "wtimeout";
            default -> key;
        };
    }
}
