package dev.weft.benchmarks.call;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.weft.benchmarks.responder.Samples;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.types.ObjectId;

/** The official sync driver with its default settings and the same pool size. */
final class OfficialSubject implements Subject {
    private static final ObjectId ID = new ObjectId("6560f0a1b2c3d4e5f6a7b8c9");
    private static final Document PING = new Document("ping", 1);

    private final MongoClient client;
    private final MongoDatabase database;
    private final MongoCollection<Document> documents;
    private final MongoCollection<RawBsonDocument> raws;

    OfficialSubject(int port, int poolSize) {
        client = MongoClients.create("mongodb://127.0.0.1:" + port + "/?maxPoolSize=" + poolSize);
        database = client.getDatabase("bench");
        documents = database.getCollection("docs");
        raws = database.getCollection("docs", RawBsonDocument.class);
    }

    @Override
    public void call(Call kind) {
        var answer = switch (kind) {
            case FIND_ONE -> documents.find(Filters.eq("_id", ID)).first();
            case FIND_ONE_RAW -> raws.find(Filters.eq("_id", ID)).first();
            case INSERT_ONE -> documents.insertOne(Samples.fresh()).getInsertedId();
            case PING -> database.runCommand(PING);
        };
        if (answer == null) {
            throw new IllegalStateException("no answer to " + kind);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
