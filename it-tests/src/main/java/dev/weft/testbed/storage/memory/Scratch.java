package dev.weft.testbed.storage.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
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
        backend.run(DATABASE, new BsonDocument("insert", name).append("documents", array));
        try {
            List<BsonDocument> found = all(backend, DATABASE, new BsonDocument("find", name).append("filter", filter));
            if (numbered) {
                found.forEach(document -> document.remove("_id"));
            }
            return found;
        } finally {
            backend.run(DATABASE, new BsonDocument("drop", name));
        }
    }

    /** What a pipeline makes of the documents, whose {@code _id} need not be unique here. */
    List<BsonDocument> pipe(List<BsonDocument> documents, BsonArray pipeline) {
        var name = new BsonString("c" + names.incrementAndGet());
        var wrapped = new BsonArray();
        for (BsonDocument document : documents) {
            wrapped.add(new BsonDocument("_id", new BsonInt32(wrapped.size())).append("d", document));
        }
        var stages = new BsonArray();
        stages.add(new BsonDocument("$replaceRoot", new BsonDocument("newRoot", new BsonString("$d"))));
        stages.addAll(pipeline);
        var command =
                new BsonDocument("aggregate", name).append("pipeline", stages).append("cursor", new BsonDocument());
        if (documents.isEmpty()) {
            return all(backend, DATABASE, command);
        }
        backend.run(DATABASE, new BsonDocument("insert", name).append("documents", wrapped));
        try {
            return all(backend, DATABASE, command);
        } finally {
            backend.run(DATABASE, new BsonDocument("drop", name));
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
