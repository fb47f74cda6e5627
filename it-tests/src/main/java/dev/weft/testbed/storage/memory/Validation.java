package dev.weft.testbed.storage.memory;

import dev.weft.testbed.wire.CommandFailure;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;

/** Validators of collections (server manual, "Schema Validation"): those that are queries, as the specifications' cases use. */
final class Validation {
    private final Scratch scratch;
    private final Catalog catalog;

    Validation(Scratch scratch, Catalog catalog) {
        this.scratch = scratch;
        this.catalog = catalog;
    }

    void check(String namespace, BsonDocument document, BsonDocument command) {
        Optional<BsonDocument> validator = catalog.validator(namespace);
        if (validator.isEmpty() || BsonBoolean.TRUE.equals(command.get("bypassDocumentValidation"))) {
            return;
        }
        if (new BsonString("off").equals(catalog.options(namespace).get("validationLevel"))
                || new BsonString("warn").equals(catalog.options(namespace).get("validationAction"))) {
            return;
        }
        if (scratch.select(List.of(document), validator.get()).isEmpty()) {
            var details = new BsonDocument("operatorName", new BsonString("$expr"))
                    .append("specifiedAs", validator.get())
                    .append("reason", new BsonString("the document does not match"))
                    .append("consideredValues", new BsonArray());
            throw new CommandFailure(121, "Document failed validation")
                    .with(
                            "errInfo",
                            new BsonDocument("failingDocumentId", document.get("_id", new BsonString("")))
                                    .append("details", details));
        }
    }
}
