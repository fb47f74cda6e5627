package dev.weft.client;

import dev.weft.Namespace;
import dev.weft.core.cursor.BatchCursor;
import dev.weft.core.execute.Call;
import dev.weft.core.operation.CatalogWrite;
import dev.weft.core.operation.ListIndexes;
import dev.weft.core.operation.Options;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.RawBsonDocumentCodec;

/**
 * The indexes of a bucket, seen to before the first upload through it and its copies (GridFS specification, "Before write operations").
 * Two first uploads at once both see to it, which does no harm: to create what is there is nothing.
 */
final class BucketIndexes {
    private static final Document OF_FILES = new Document("filename", 1).append("uploadDate", 1);
    private static final Document OF_CHUNKS = new Document("files_id", 1).append("n", 1);
    private static final RawBsonDocumentCodec RAW = new RawBsonDocumentCodec();

    /** Whether they have been seen to; whoever sees to them sets it. */
    private volatile boolean seenTo;

    /** Creates those that are missing, if no file is stored yet. Fails when that fails, and is done again next time. */
    void seeTo(StoredFiles bucket, Call call) {
        if (seenTo) {
            return;
        }
        if (bucket.isEmpty(call)) {
            create(bucket, bucket.files(), OF_FILES, false, call);
            create(bucket, bucket.chunks(), OF_CHUNKS, true, call);
        }
        seenTo = true;
    }

    /** They went with the collections. */
    void dropped() {
        seenTo = false;
    }

    private static void create(StoredFiles bucket, Namespace of, Document keys, boolean unique, Call call) {
        if (exists(bucket, of, keys, call)) {
            return;
        }
        Document index = new Document("key", keys).append("name", String.join("_1_", keys.keySet()) + "_1");
        if (unique) {
            index.append("unique", true);
        }
        bucket.run(
                CatalogWrite.of(
                        bucket.wiring().target(of, Options.NONE),
                        "createIndexes",
                        new Document("indexes", List.of(index)),
                        CatalogWrite.Kind.CONCERNED),
                call);
    }

    private static boolean exists(StoredFiles bucket, Namespace of, Document keys, Call call) {
        var listing = new ListIndexes<RawBsonDocument>(bucket.wiring().target(of, Options.NONE), RAW);
        try (BatchCursor<RawBsonDocument> indexes =
                bucket.wiring().engine().cursors().open(listing, call.part())) {
            while (indexes.hasNext()) {
                if (indexes.next().get("key") instanceof BsonDocument found && isSame(found, keys)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The same fields in the same order, whatever type the number 1 has. */
    private static boolean isSame(BsonDocument found, Document keys) {
        if (found.size() != keys.size()) {
            return false;
        }
        Iterator<String> names = keys.keySet().iterator();
        for (Map.Entry<String, BsonValue> key : found.entrySet()) {
            boolean ascending = key.getValue() instanceof BsonNumber number && number.doubleValue() == 1;
            if (!ascending || !key.getKey().equals(names.next())) {
                return false;
            }
        }
        return true;
    }
}
