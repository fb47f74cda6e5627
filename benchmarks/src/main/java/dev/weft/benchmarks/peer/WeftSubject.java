package dev.weft.benchmarks.peer;

import static dev.weft.query.Filters.eq;
import static dev.weft.query.Updates.inc;

import dev.weft.benchmarks.responder.Samples;
import dev.weft.client.MongoClient;
import dev.weft.client.MongoCollection;
import dev.weft.client.MongoDatabase;
import dev.weft.client.gridfs.FileKey;
import dev.weft.event.CommandEvent;
import java.io.ByteArrayInputStream;
import java.util.concurrent.atomic.LongAdder;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

/** Weft with its default settings and the same pool size. */
final class WeftSubject implements BlockingSubject {
    private static final Document PING = new Document("ping", 1);
    private static final Bson ONE = eq("_id", Samples.ID);
    private static final Bson NONE = eq("_id", new ObjectId(0, 0));
    private static final Bson UPDATE = inc("pages", 1);

    private final LongAdder heard = new LongAdder();
    private final MongoClient client;
    private final MongoDatabase database;
    private final MongoCollection<Document> documents;
    private final MongoCollection<Document> written;
    private final MongoCollection<RawBsonDocument> raws;
    private final MongoCollection<Book> books;

    /** With a listener to all commands if so asked; deadlines are in the connection string. */
    WeftSubject(String uri, boolean listens) {
        client = listens
                ? MongoClient.connect(uri, s -> s.listen(CommandEvent.class, event -> heard.increment()))
                : MongoClient.connect(uri);
        database = client.database("bench");
        documents = database.collection(Samples.ONE);
        written = database.collection(Samples.WRITTEN);
        raws = database.collection(Samples.ONE, RawBsonDocument.class);
        books = database.collection(Samples.ONE, Book.class);
    }

    @Override
    public Job job(Work work) {
        return switch (work.call()) {
            case PING -> () -> work.expect(!database.runCommand(PING).isEmpty());
            case FIND_ONE -> () -> work.expect(documents.find(ONE).first().isPresent());
            case FIND_ONE_RAW -> () -> work.expect(raws.find(ONE).first().isPresent());
            case FIND_ONE_RECORD -> () -> work.expect(books.find(ONE).first().isPresent());
            case FIND_LATE -> find(work, Samples.LATE);
            case FIND_SIZE -> find(work, Samples.SIZE);
            case TWEETS -> tweets(work, Document.class);
            case TWEETS_RAW -> tweets(work, RawBsonDocument.class);
            case INSERT_ONE ->
                () -> work.expect(written.insertOne(Samples.fresh()).acknowledged());
            case INSERT_SIZE -> insert(work);
            case INSERT_MANY ->
                () -> work.expect(
                        work.size(),
                        written.insertMany(Samples.fresh(work.size()))
                                .insertedIds()
                                .size());
            case UPDATE_ONE ->
                () -> work.expect(1, documents.updateOne(ONE, UPDATE).matched());
            case BULK_WRITE -> () -> bulkWrite(work);
            case GRIDFS -> files(work);
        };
    }

    private Job find(Work work, String name) {
        var collection = database.collection(name + work.size());
        return () -> work.expect(collection.find().first().isPresent());
    }

    private Job tweets(Work work, Class<?> type) {
        var collection = database.collection(Samples.TWEETS + work.size(), type);
        return () -> {
            int count = 0;
            try (var cursor = collection.find().cursor()) {
                while (cursor.hasNext()) {
                    cursor.next();
                    count++;
                }
            }
            work.expect(work.size(), count);
        };
    }

    private Job insert(Work work) {
        var document = Samples.sized(work.size());
        return () -> work.expect(written.insertOne(new Document(document)).acknowledged());
    }

    private Job files(Work work) {
        var bucket = database.bucket();
        var bytes = new byte[(int) Samples.FILE_BYTES];
        return () -> {
            work.expect(
                    bytes.length,
                    bucket.upload("file", new ByteArrayInputStream(bytes)).length());
            var counted = new Counted();
            bucket.download(FileKey.id(Samples.ID), counted);
            work.expect(bytes.length, counted.bytes());
        };
    }

    private void bulkWrite(Work work) {
        var result = written.bulkWrite(items -> {
            for (int i = 0; i < work.third(); i++) {
                items.insertOne(Samples.fresh());
            }
            for (int i = 0; i < work.third(); i++) {
                items.updateOne(NONE, UPDATE);
            }
            for (int i = 0; i < work.third(); i++) {
                items.deleteOne(NONE);
            }
        });
        work.expect(work.third(), result.inserted());
    }

    @Override
    public Object openCursor(String collection) {
        var cursor = database.collection(collection).find().cursor();
        cursor.next();
        return cursor;
    }

    @Override
    public void warmUp(int connections) {
        client.warmUp(connections);
    }

    @Override
    public void close() {
        client.close();
    }
}
