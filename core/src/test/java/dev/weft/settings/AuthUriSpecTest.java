package dev.weft.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.weft.Secret;
import dev.weft.error.BadConfigException;
import dev.weft.protocol.testing.Specifications;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The connection string half of the authentication specification: which credential a string means, and which are none. */
class AuthUriSpecTest {
    private static final String NOT_IN_THE_STRING =
            "contradicts \"If credentials are provided in the URI or client options,"
                    + " the driver MUST raise an error\" (Obtaining Credentials) and the later case \"should throw an exception if"
                    + " username and password provided\"";
    private static final Map<String, String> SKIPPED = Map.of(
            "should use username and password if specified (MONGODB-AWS)", NOT_IN_THE_STRING,
            "should use username, password and session token if specified (MONGODB-AWS)", NOT_IN_THE_STRING);

    @TestFactory
    Stream<DynamicTest> readsEveryCredentialAsTheSpecificationSays() {
        return Specifications.cases(
                "auth/tests/legacy",
                file -> Specifications.read(file).getArray("tests").stream()
                        .map(BsonValue::asDocument)
                        .map(test -> {
                            String name = test.getString("description").getValue();
                            return dynamicTest(name, () -> {
                                if (SKIPPED.containsKey(name)) {
                                    assertThrows(BadConfigException.class, () -> check(test));
                                    abort(SKIPPED.get(name));
                                }
                                check(test);
                            });
                        }));
    }

    private static void check(BsonDocument test) {
        String uri = test.getString("uri").getValue();
        if (!test.getBoolean("valid", BsonBoolean.TRUE).getValue()) {
            assertThrows(BadConfigException.class, () -> ClientSettings.of(uri));
            return;
        }
        Optional<Credential> credential = ClientSettings.of(uri).credential();
        if (!test.isDocument("credential")) {
            assertEquals(Optional.empty(), credential);
            return;
        }
        BsonDocument expected = test.getDocument("credential");
        CredentialParts parts = CredentialParts.of(credential.orElseThrow(), Optional.empty());
        assertEquals(text(expected, "username"), parts.user());
        assertEquals(text(expected, "password").map(Secret::of), parts.password());
        assertEquals(text(expected, "source"), credential.map(Credential::source));
        assertEquals(text(expected, "mechanism"), parts.mechanism().map(Mechanism::word));
        if (expected.isDocument("mechanism_properties")) {
            expected.getDocument("mechanism_properties")
                    .forEach((name, value) -> assertEquals(
                            value.asString().getValue(), parts.properties().get(name)));
        } else {
            assertEquals(Map.of(), parts.properties());
        }
    }

    private static Optional<String> text(BsonDocument document, String field) {
        return Optional.of(document.get(field, BsonNull.VALUE))
                .filter(BsonValue::isString)
                .map(value -> value.asString().getValue());
    }
}
