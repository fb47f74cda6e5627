package dev.weft.unified.file;

import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * One operation of a case.
 *
 * @param path where it stands in the file
 * @param name what to do
 * @param object the entity to do it to, or {@code testRunner}
 * @param arguments with what
 * @param ignoreResultAndError whether it does not matter what comes of it
 * @param expectError what must go wrong
 * @param expectResult what must come of it
 * @param saveResultAs the name under which what comes of it is kept
 */
public record Operation(
        String path,
        String name,
        String object,
        BsonDocument arguments,
        boolean ignoreResultAndError,
        Optional<ExpectedError> expectError,
        Optional<BsonValue> expectResult,
        Optional<String> saveResultAs) {
    public static final String TEST_RUNNER = "testRunner";

    public static Operation read(String path, BsonValue value) {
        Fields fields = Fields.of(path, value);
        var operation = new Operation(
                path,
                fields.text("name"),
                fields.text("object"),
                fields.optionalDocument("arguments").orElseGet(BsonDocument::new),
                fields.isTrue("ignoreResultAndError"),
                fields.part("expectError", ExpectedError::read),
                fields.any("expectResult"),
                fields.optionalText("saveResultAsEntity"));
        fields.exclude("expectError", "expectResult");
        fields.exclude("expectError", "saveResultAsEntity");
        fields.exclude("ignoreResultAndError", "expectResult");
        fields.exclude("ignoreResultAndError", "expectError");
        fields.exclude("ignoreResultAndError", "saveResultAsEntity");
        fields.end();
        return operation;
    }
}
