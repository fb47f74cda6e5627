package dev.weft.unified.run;

import dev.weft.ReadConcern;
import dev.weft.ReadPreference;
import dev.weft.WriteConcern;
import dev.weft.client.MongoClient;
import dev.weft.client.MongoCollection;
import dev.weft.client.MongoDatabase;
import dev.weft.unified.file.CollectionData;
import dev.weft.unified.file.EntitySpec;
import dev.weft.unified.file.TestFile;
import dev.weft.unified.match.Mismatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/** What collections hold before and after a case, by the runner's own client. */
record CollectionState(MongoClient internal) {
    /** Makes a collection hold exactly this, known to a majority ("initialData"). */
    void prepare(CollectionData data) {
        MongoDatabase database = internal.database(data.database()).with(o -> o.writeConcern(WriteConcern.majority()));
        for (String leftover : List.of(
                data.collection(), "enxcol_." + data.collection() + ".esc", "enxcol_." + data.collection() + ".ecoc")) {
            database.collection(leftover).drop();
        }
        if (data.createOptions().isPresent() || data.documents().isEmpty()) {
            var create = new BsonDocument("create", new BsonString(data.collection()));
            data.createOptions().ifPresent(create::putAll);
            create.append("writeConcern", WriteConcern.majority().asDocument());
            database.runCommand(create);
        }
        if (!data.documents().isEmpty()) {
            database.collection(data.collection(), BsonDocument.class).insertMany(data.documents());
        }
    }

    /** Drops the collections of a file of which it does not say what they hold. */
    void forget(TestFile file) {
        Map<String, String> databases = new HashMap<>();
        for (EntitySpec spec : file.entities()) {
            if (spec instanceof EntitySpec.Database database) {
                databases.put(database.id(), database.name());
            }
        }
        for (EntitySpec spec : file.entities()) {
            if (spec instanceof EntitySpec.Collection collection) {
                String database = databases.get(collection.database());
                boolean known = file.initialData().stream()
                        .anyMatch(data -> data.database().equals(database)
                                && data.collection().equals(collection.name()));
                if (database != null && !known) {
                    internal.database(database).collection(collection.name()).drop();
                }
            }
        }
    }

    /** Holds what is there against what must be there: exactly, but for the order of keys ("outcome"). */
    void check(CollectionData expected) {
        MongoCollection<BsonDocument> collection = internal.database(expected.database())
                .collection(expected.collection(), BsonDocument.class)
                .with(o -> o.readPreference(ReadPreference.primary()).readConcern(ReadConcern.local()));
        List<BsonDocument> actual = collection
                .find()
                .sort(new BsonDocument("_id", new BsonInt32(1)))
                .toList();
        String path = "outcome of " + expected.collection();
        if (actual.size() != expected.documents().size()) {
            throw new Mismatch(
                    path,
                    actual.size() + " documents, expected "
                            + expected.documents().size());
        }
        for (int i = 0; i < actual.size(); i++) {
            if (!expected.documents().get(i).equals(actual.get(i))) {
                throw new Mismatch(
                        path + "[" + i + "]",
                        actual.get(i).toJson() + ", expected "
                                + expected.documents().get(i).toJson());
            }
        }
    }
}
