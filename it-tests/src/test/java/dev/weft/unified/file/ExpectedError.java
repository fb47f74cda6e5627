package dev.weft.unified.file;

import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * What must be true of the error of an operation ("expectedError"); at least one of it is given.
 *
 * @param isClientError whether it comes from the client, or must not
 * @param isTimeoutError whether it is a timeout of {@code timeoutMS}, or must not be
 * @param contains a part of its message
 * @param code the server's code
 * @param codeName the server's name of the code
 * @param labels labels it must have
 * @param noLabels labels it must not have
 * @param writeErrors write errors of a client's bulk write by position
 * @param writeConcernErrors write concern errors of a client's bulk write
 * @param response the server's reply
 * @param result the result that came with the error
 */
public record ExpectedError(
        Optional<Boolean> isClientError,
        Optional<Boolean> isTimeoutError,
        Optional<String> contains,
        Optional<Long> code,
        Optional<String> codeName,
        List<String> labels,
        List<String> noLabels,
        Optional<BsonDocument> writeErrors,
        Optional<List<BsonDocument>> writeConcernErrors,
        Optional<BsonDocument> response,
        Optional<BsonValue> result) {
    static ExpectedError read(String path, BsonValue value) {
        Fields fields = Fields.of(path, value);
        fields.notEmpty();
        fields.flag("isError").ifPresent(yes -> fields.check(yes, "isError", "may only be true"));
        var error = new ExpectedError(
                fields.flag("isClientError"),
                fields.flag("isTimeoutError"),
                fields.optionalText("errorContains"),
                fields.integer("errorCode"),
                fields.optionalText("errorCodeName"),
                fields.optionalList("errorLabelsContain", Fields::textOf),
                fields.optionalList("errorLabelsOmit", Fields::textOf),
                fields.optionalDocument("writeErrors"),
                fields.has("writeConcernErrors")
                        ? Optional.of(fields.list("writeConcernErrors", Fields::documentOf))
                        : Optional.empty(),
                fields.optionalDocument("errorResponse"),
                fields.any("expectResult"));
        fields.end();
        return error;
    }
}
