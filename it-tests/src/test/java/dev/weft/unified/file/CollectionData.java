package dev.weft.unified.file;

import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * What a collection holds before a case, or must hold after it.
 *
 * @param database its database
 * @param collection its name
 * @param createOptions how to create it; empty: when needed, with no options
 * @param documents its documents
 */
public record CollectionData(
        String database, String collection, Optional<BsonDocument> createOptions, List<BsonDocument> documents) {
    static CollectionData read(String path, BsonValue value) {
        Fields fields = Fields.of(path, value);
        var data = new CollectionData(
                fields.text("databaseName"),
                fields.text("collectionName"),
                fields.optionalDocument("createOptions"),
                fields.list("documents", Fields::documentOf));
        data.createOptions()
                .ifPresent(options -> fields.check(
                        !options.containsKey("writeConcern"), "createOptions", "may not name a writeConcern"));
        fields.end();
        return data;
    }
}
