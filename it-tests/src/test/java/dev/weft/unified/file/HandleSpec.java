package dev.weft.unified.file;

import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** Options of a database or a collection ("collectionOrDatabaseOptions"). */
public record HandleSpec(
        Optional<BsonDocument> readConcern,
        Optional<BsonDocument> readPreference,
        Optional<BsonDocument> writeConcern,
        Optional<Long> timeoutMillis) {
    static final HandleSpec NONE =
            new HandleSpec(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    static HandleSpec read(String path, BsonValue value) {
        Fields fields = Fields.of(path, value);
        var options = new HandleSpec(
                fields.optionalDocument("readConcern"),
                fields.optionalDocument("readPreference"),
                fields.optionalDocument("writeConcern"),
                fields.integer("timeoutMS"));
        fields.end();
        return options;
    }
}
