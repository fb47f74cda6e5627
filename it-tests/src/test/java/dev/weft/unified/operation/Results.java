package dev.weft.unified.operation;

import dev.weft.result.BulkWriteResult;
import dev.weft.result.DeleteResult;
import dev.weft.result.InsertManyResult;
import dev.weft.result.InsertOneResult;
import dev.weft.result.UpdateResult;
import java.util.Map;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonValue;

/** Results as the documents that files expect ("Converting Returned Model Objects to Documents"). */
final class Results {
    private Results() {}

    static BsonDocument of(InsertOneResult result) {
        return acknowledged(result.acknowledged()).append("insertedId", result.insertedId());
    }

    /** The CRUD specification documents insertMany as returning the result of a bulk write. */
    static BsonDocument of(InsertManyResult result) {
        BsonDocument document =
                acknowledged(result.acknowledged()).append("insertedIds", byIndex(result.insertedIds()));
        return result.acknowledged()
                ? counts(document, result.insertedIds().size(), 0, 0, 0).append("upsertedCount", new BsonInt64(0))
                : document;
    }

    static BsonDocument of(UpdateResult result) {
        BsonDocument document = acknowledged(result.acknowledged());
        if (result.acknowledged()) {
            document.append("matchedCount", new BsonInt64(result.matched()))
                    .append("modifiedCount", new BsonInt64(result.modified()))
                    .append("upsertedCount", new BsonInt64(result.upsertedId().isPresent() ? 1 : 0));
            result.upsertedId().ifPresent(id -> document.append("upsertedId", id));
        }
        return document;
    }

    static BsonDocument of(DeleteResult result) {
        BsonDocument document = acknowledged(result.acknowledged());
        return result.acknowledged() ? document.append("deletedCount", new BsonInt64(result.deleted())) : document;
    }

    static BsonDocument of(BulkWriteResult result) {
        BsonDocument document = acknowledged(result.acknowledged());
        if (!result.acknowledged()) {
            return document;
        }
        counts(document, result.inserted(), result.matched(), result.modified(), result.deleted())
                .append("upsertedCount", new BsonInt64(result.upserted()))
                .append("insertedIds", byIndex(result.insertedIds()))
                .append("upsertedIds", byIndex(result.upsertedIds()));
        return single(document, result);
    }

    /** A client's bulk write has results by position, each as large as that of a single write; a collection's has none. */
    private static BsonDocument single(BsonDocument to, BulkWriteResult result) {
        var inserts = new BsonDocument();
        result.insertedIds()
                .forEach((index, id) -> inserts.append(String.valueOf(index), new BsonDocument("insertedId", id)));
        var updates = new BsonDocument();
        result.updates().forEach((index, update) -> updates.append(String.valueOf(index), bare(of(update))));
        var deletes = new BsonDocument();
        result.deletes().forEach((index, delete) -> deletes.append(String.valueOf(index), bare(of(delete))));
        return to.append("insertResults", inserts)
                .append("updateResults", updates)
                .append("deleteResults", deletes);
    }

    /** Whether a server answered is said of the whole only, and of an upsert the id. */
    private static BsonDocument bare(BsonDocument result) {
        result.remove("acknowledged");
        result.remove("upsertedCount");
        return result;
    }

    private static BsonDocument counts(BsonDocument to, long inserted, long matched, long modified, long deleted) {
        return to.append("insertedCount", new BsonInt64(inserted))
                .append("matchedCount", new BsonInt64(matched))
                .append("modifiedCount", new BsonInt64(modified))
                .append("deletedCount", new BsonInt64(deleted));
    }

    private static BsonDocument byIndex(Map<Integer, ? extends BsonValue> ids) {
        var document = new BsonDocument();
        ids.forEach((index, id) -> document.append(String.valueOf(index), id));
        return document;
    }

    private static BsonDocument acknowledged(boolean yes) {
        return new BsonDocument("acknowledged", BsonBoolean.valueOf(yes));
    }
}
