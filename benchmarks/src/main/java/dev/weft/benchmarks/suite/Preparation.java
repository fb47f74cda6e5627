package dev.weft.benchmarks.suite;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.weft.benchmarks.responder.Samples;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;

/** Gives a real server what the responder knows by heart. The database {@code bench} is the benchmark's own: it is dropped before and after. */
public final class Preparation {
    private Preparation() {}

    /** Fills the collections. */
    public static void fill(String uri, List<Integer> sizes, List<Integer> tweets) {
        try (var client = MongoClients.create(uri)) {
            var database = client.getDatabase("bench");
            database.drop();
            database.getCollection(Samples.ONE).insertOne(Samples.one());
            for (int size : sizes) {
                sized(database, size);
            }
            for (int count : tweets) {
                database.getCollection(Samples.TWEETS + count).insertMany(Samples.tweets(count));
            }
        }
    }

    private static void sized(MongoDatabase database, int size) {
        var document = new Document("_id", new ObjectId());
        document.putAll(Samples.sized(size));
        database.getCollection(Samples.SIZE + size).insertOne(document);
    }

    /** Leaves nothing behind. */
    public static void clear(String uri) {
        try (var client = MongoClients.create(uri)) {
            client.getDatabase("bench").drop();
        }
    }
}
