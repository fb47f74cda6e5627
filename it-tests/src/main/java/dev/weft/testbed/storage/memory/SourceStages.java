package dev.weft.testbed.storage.memory;

import java.util.List;
import java.util.Optional;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Stages that make documents of nothing or of a collection as a whole, which the backend does not know. */
final class SourceStages {
    private final Backend backend;
    private final Catalog catalog;

    SourceStages(Backend backend, Catalog catalog) {
        this.backend = backend;
        this.catalog = catalog;
    }

    Optional<List<BsonDocument>> documents(String database, BsonValue source, BsonDocument stage) {
        return switch (stage.getFirstKey()) {
            case "$documents" ->
                Optional.of(stage.getArray("$documents").stream()
                        .map(BsonValue::asDocument)
                        .toList());
            case "$collStats" -> Optional.of(List.of(collStats(database, source.asString())));
            default -> Optional.empty();
        };
    }

    /** Server manual, "$collStats". */
    private BsonDocument collStats(String database, BsonString collection) {
        String namespace = database + "." + collection.getValue();
        BsonNumber count =
                backend.run(database, new BsonDocument("count", collection)).getNumber("n");
        BsonDocument options = catalog.options(namespace);
        boolean capped = catalog.capped(namespace).isPresent();
        var storage = new BsonDocument("count", new BsonInt64(count.longValue()))
                .append("capped", BsonBoolean.valueOf(capped));
        if (capped) {
            storage.append("max", options.get("max", new BsonInt32(0)))
                    .append("maxSize", options.get("size", new BsonInt32(0)));
        }
        return new BsonDocument("ns", new BsonString(namespace))
                .append("count", new BsonInt64(count.longValue()))
                .append("storageStats", storage);
    }
}
