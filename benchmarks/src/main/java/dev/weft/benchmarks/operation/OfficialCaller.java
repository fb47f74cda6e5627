package dev.weft.benchmarks.operation;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import dev.weft.benchmarks.operation.OperationBenchmark.Kind;
import dev.weft.benchmarks.responder.Samples;
import java.util.ArrayList;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.types.ObjectId;

/** Calls through the official sync driver. */
final class OfficialCaller implements OperationBenchmark.Caller {
    private static final ObjectId ID = new ObjectId("6560f0a1b2c3d4e5f6a7b8c9");
    private static final Document PING = new Document("ping", 1);

    private final MongoClient client;
    private final MongoDatabase database;
    private final MongoCollection<Document> documents;
    private final MongoCollection<RawBsonDocument> raws;
    private final MongoCollection<Book> books;

    OfficialCaller(String uri) {
        client = MongoClients.create(uri);
        database = client.getDatabase("bench");
        documents = database.getCollection("docs");
        raws = database.getCollection("docs", RawBsonDocument.class);
        books = database.getCollection("docs", Book.class);
    }

    @Override
    public Object call(Kind kind) {
        return Objects.requireNonNull(
                switch (kind) {
                    case FIND_ONE -> documents.find(Filters.eq("_id", ID)).first();
                    case FIND_ONE_RAW -> raws.find(Filters.eq("_id", ID)).first();
                    case FIND_ONE_RECORD -> books.find(Filters.eq("_id", ID)).first();
                    case CURSOR -> documents.find().into(new ArrayList<>());
                    case INSERT_ONE -> documents.insertOne(Samples.fresh());
                    case INSERT_MANY ->
                        documents.insertMany(
                                Stream.generate(Samples::fresh).limit(100).toList());
                    case UPDATE_ONE -> documents.updateOne(Filters.eq("_id", ID), Updates.set("year", 1975));
                    case BULK_WRITE -> bulkWrite();
                    case PING -> database.runCommand(PING);
                });
    }

    private Object bulkWrite() {
        var models = new ArrayList<WriteModel<Document>>();
        for (int i = 0; i < 50; i++) {
            models.add(new InsertOneModel<>(Samples.fresh()));
            models.add(new UpdateOneModel<>(Filters.eq("_id", ID), Updates.set("year", i)));
        }
        return documents.bulkWrite(models, new BulkWriteOptions().ordered(false));
    }

    @Override
    public void close() {
        client.close();
    }
}
