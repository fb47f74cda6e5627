package dev.weft.benchmarks.operation;

import static dev.weft.query.Filters.eq;
import static dev.weft.query.Updates.set;

import dev.weft.benchmarks.operation.OperationBenchmark.Kind;
import dev.weft.benchmarks.responder.Samples;
import dev.weft.client.MongoClient;
import dev.weft.client.MongoCollection;
import dev.weft.client.MongoDatabase;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.types.ObjectId;

/** Calls through Weft. */
final class WeftCaller implements OperationBenchmark.Caller {
    private static final ObjectId ID = new ObjectId("6560f0a1b2c3d4e5f6a7b8c9");
    private static final Document PING = new Document("ping", 1);

    private final MongoClient client;
    private final MongoDatabase database;
    private final MongoCollection<Document> documents;
    private final MongoCollection<RawBsonDocument> raws;
    private final MongoCollection<Book> books;

    WeftCaller(String uri) {
        client = MongoClient.connect(uri);
        database = client.database("bench");
        documents = database.collection("docs");
        raws = database.collection("docs", RawBsonDocument.class);
        books = database.collection("docs", Book.class);
    }

    @Override
    public Object call(Kind kind) {
        return switch (kind) {
            case FIND_ONE -> documents.find(eq("_id", ID)).first();
            case FIND_ONE_RAW -> raws.find(eq("_id", ID)).first();
            case FIND_ONE_RECORD -> books.find(eq("_id", ID)).first();
            case CURSOR -> documents.find().toList();
            case INSERT_ONE -> documents.insertOne(Samples.fresh());
            case INSERT_MANY ->
                documents.insertMany(Stream.generate(Samples::fresh).limit(100).toList());
            case UPDATE_ONE -> documents.updateOne(eq("_id", ID), set("year", 1975));
            case BULK_WRITE ->
                documents.bulkWrite(
                        bulk -> {
                            for (int i = 0; i < 50; i++) {
                                bulk.insertOne(Samples.fresh()).updateOne(eq("_id", ID), set("year", i));
                            }
                        },
                        o -> o.ordered(false));
            case PING -> database.runCommand(PING);
        };
    }

    @Override
    public void close() {
        client.close();
    }
}
