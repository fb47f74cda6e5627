package dev.weft.benchmarks.call;

import static dev.weft.query.Filters.eq;

import dev.weft.benchmarks.responder.Samples;
import dev.weft.client.MongoClient;
import dev.weft.client.MongoCollection;
import dev.weft.client.MongoDatabase;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.types.ObjectId;

/** Weft with its default settings and the same pool size. */
final class WeftSubject implements Subject {
    private static final ObjectId ID = new ObjectId("6560f0a1b2c3d4e5f6a7b8c9");
    private static final Document PING = new Document("ping", 1);

    private final MongoClient client;
    private final MongoDatabase database;
    private final MongoCollection<Document> documents;
    private final MongoCollection<RawBsonDocument> raws;

    WeftSubject(int port, int poolSize) {
        client = MongoClient.connect("mongodb://127.0.0.1:" + port + "/?maxPoolSize=" + poolSize);
        database = client.database("bench");
        documents = database.collection("docs");
        raws = database.collection("docs", RawBsonDocument.class);
    }

    @Override
    public void call(Call kind) {
        boolean answered = switch (kind) {
            case FIND_ONE -> documents.find(eq("_id", ID)).first().isPresent();
            case FIND_ONE_RAW -> raws.find(eq("_id", ID)).first().isPresent();
            case INSERT_ONE -> documents.insertOne(Samples.fresh()).acknowledged();
            case PING -> !database.runCommand(PING).isEmpty();
        };
        if (!answered) {
            throw new IllegalStateException("no answer to " + kind);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
