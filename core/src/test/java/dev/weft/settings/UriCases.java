package dev.weft.settings;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** Reads the cases of the connection string and URI options specifications. */
final class UriCases {
    private UriCases() {}

    static Stream<BsonDocument> of(String folder, String file) {
        Path path = Path.of(
                System.getProperty("weft.specifications", "../../shared/specifications"), folder, "tests", file);
        assumeTrue(Files.exists(path), () -> "the specification's file " + path + " is not here");
        try {
            return BsonDocument.parse(Files.readString(path)).getArray("tests").stream()
                    .map(BsonValue::asDocument);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    static String text(BsonDocument document, String field) {
        return document.isString(field) ? document.getString(field).getValue() : "";
    }
}
