package dev.weft.testbed.storage.memory;

import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;

/** What an index holds of a document (server manual, "Multikey Indexes"): the values at a path, one key for each element of an array. */
final class Paths {
    private Paths() {}

    /** The keys of a document at a path: null where there is nothing. */
    static List<BsonValue> keys(BsonDocument document, String path) {
        List<BsonValue> keys = new ArrayList<>();
        collect(document, path, keys);
        return keys.isEmpty()
                ? List.of(BsonNull.VALUE)
                : keys.stream().distinct().toList();
    }

    /** Whether an array lies on the path. */
    static boolean isMultikey(BsonDocument document, String path) {
        BsonValue current = document;
        for (String name : path.split("\\.", -1)) {
            if (!(current instanceof BsonDocument inner)) {
                return false;
            }
            current = inner.get(name, BsonNull.VALUE);
            if (current.isArray()) {
                return true;
            }
        }
        return false;
    }

    private static void collect(BsonValue value, String path, List<BsonValue> keys) {
        if (value instanceof BsonArray array) {
            array.forEach(element -> collect(element, path, keys));
            return;
        }
        if (path.isEmpty()) {
            keys.add(value);
            return;
        }
        int dot = path.indexOf('.');
        String first = dot < 0 ? path : path.substring(0, dot);
        if (value instanceof BsonDocument document) {
            collect(document.get(first, BsonNull.VALUE), dot < 0 ? "" : path.substring(dot + 1), keys);
        }
    }
}
