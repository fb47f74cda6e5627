package dev.weft.testbed.storage.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Lets the backend's filters and pipelines work on documents that are in no collection, by way of one that is soon dropped. */
final class Scratch {
    /** Not shown by listDatabases. */
    static final String DATABASE = "weft_testbed_scratch";

    private final Backend backend;
    private final AtomicLong names = new AtomicLong();

    Scratch(Backend backend) {
        this.backend = backend;
    }

    /** The documents that a filter selects. */
    List<BsonDocument> select(List<BsonDocument> documents, BsonDocument filter) {
        if (filter.isEmpty() || documents.isEmpty()) {
            return documents;
        }
        return with(documents, name -> new BsonDocument("find", name).append("filter", filter));
    }

    /** What a pipeline makes of the documents. */
    List<BsonDocument> pipe(List<BsonDocument> documents, BsonArray pipeline) {
        return with(documents, name -> new BsonDocument("aggregate", name)
                .append("pipeline", pipeline)
                .append("cursor", new BsonDocument()));
    }

    private List<BsonDocument> with(List<BsonDocument> documents, Function<BsonString, BsonDocument> command) {
        var name = new BsonString("c" + names.incrementAndGet());
        boolean numbered = documents.stream().anyMatch(document -> !document.containsKey("_id"));
        var array = new BsonArray();
        for (BsonDocument document : documents) {
            BsonDocument copy = document.clone();
            if (numbered) {
                copy.put("_id", new BsonInt32(array.size()));
            }
            array.add(copy);
        }
        try {
            if (!array.isEmpty()) {
                backend.run(DATABASE, new BsonDocument("insert", name).append("documents", array));
            }
            List<BsonDocument> found = all(backend, DATABASE, command.apply(name));
            if (numbered) {
                found.forEach(document -> document.remove("_id"));
            }
            return found;
        } finally {
            if (!array.isEmpty()) {
                backend.run(DATABASE, new BsonDocument("drop", name));
            }
        }
    }

    /** Runs a command of the backend and takes its cursor to the end. */
    static List<BsonDocument> all(Backend backend, String database, BsonDocument command) {
        List<BsonDocument> all = new ArrayList<>();
        BsonDocument cursor = backend.run(database, command).getDocument("cursor");
        for (BsonValue document : cursor.getArray("firstBatch")) {
            all.add(document.asDocument());
        }
        while (cursor.getNumber("id").longValue() != 0) {
            var more = new BsonDocument("getMore", cursor.get("id"))
                    .append("collection", command.get(command.getFirstKey()));
            cursor = backend.run(database, more).getDocument("cursor");
            for (BsonValue document : cursor.getArray("nextBatch")) {
                all.add(document.asDocument());
            }
        }
        return all;
    }
}
