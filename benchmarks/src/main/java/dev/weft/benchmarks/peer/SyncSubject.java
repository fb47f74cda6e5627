package dev.weft.benchmarks.peer;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import com.mongodb.event.CommandFailedEvent;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import dev.weft.benchmarks.responder.Samples;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

/** The official sync driver with its default settings and the same pool size. */
final class SyncSubject implements BlockingSubject {
    private static final Document PING = new Document("ping", 1);
    private static final Bson ONE = Filters.eq("_id", Samples.ID);
    private static final Bson NONE = Filters.eq("_id", new ObjectId(0, 0));
    private static final Bson UPDATE = Updates.inc("pages", 1);

    private final MongoClient client;
    private final MongoDatabase database;
    private final MongoCollection<Document> documents;
    private final MongoCollection<Document> written;
    private final MongoCollection<RawBsonDocument> raws;
    private final MongoCollection<Book> books;

    /** With a listener to all commands if so asked; deadlines are in the connection string. */
    SyncSubject(String uri, boolean listens) {
        var settings = MongoClientSettings.builder().applyConnectionString(new ConnectionString(uri));
        if (listens) {
            settings.addCommandListener(new Ears());
        }
        client = MongoClients.create(settings.build());
        database = client.getDatabase("bench");
        documents = database.getCollection(Samples.ONE);
        written = database.getCollection(Samples.WRITTEN);
        raws = database.getCollection(Samples.ONE, RawBsonDocument.class);
        books = database.getCollection(Samples.ONE, Book.class);
    }

    @Override
    public Job job(Work work) {
        return switch (work.call()) {
            case PING -> () -> work.expect(!database.runCommand(PING).isEmpty());
            case FIND_ONE -> () -> work.expect(documents.find(ONE).first() != null);
            case FIND_ONE_RAW -> () -> work.expect(raws.find(ONE).first() != null);
            case FIND_ONE_RECORD -> () -> work.expect(books.find(ONE).first() != null);
            case FIND_LATE -> find(work, Samples.LATE);
            case FIND_SIZE -> find(work, Samples.SIZE);
            case TWEETS -> tweets(work, Document.class);
            case TWEETS_RAW -> tweets(work, RawBsonDocument.class);
            case INSERT_ONE ->
                () -> work.expect(written.insertOne(Samples.fresh()).wasAcknowledged());
            case INSERT_SIZE -> insert(work);
            case INSERT_MANY ->
                () -> work.expect(
                        work.size(),
                        written.insertMany(Samples.fresh(work.size()))
                                .getInsertedIds()
                                .size());
            case UPDATE_ONE ->
                () -> work.expect(1, documents.updateOne(ONE, UPDATE).getMatchedCount());
            case BULK_WRITE -> () -> bulkWrite(work);
            case GRIDFS -> files(work);
        };
    }

    private Job find(Work work, String name) {
        var collection = database.getCollection(name + work.size());
        return () -> work.expect(collection.find().first() != null);
    }

    private Job tweets(Work work, Class<?> type) {
        var collection = database.getCollection(Samples.TWEETS + work.size(), type);
        return () -> {
            int count = 0;
            try (var cursor = collection.find().iterator()) {
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
        return () -> work.expect(written.insertOne(new Document(document)).wasAcknowledged());
    }

    private Job files(Work work) {
        var bucket = GridFSBuckets.create(database);
        var bytes = new byte[(int) Samples.FILE_BYTES];
        return () -> {
            work.expect(bucket.uploadFromStream("file", new ByteArrayInputStream(bytes)) != null);
            var counted = new Counted();
            bucket.downloadToStream(Samples.ID, counted);
            work.expect(bytes.length, counted.bytes());
        };
    }

    private void bulkWrite(Work work) {
        var items = new ArrayList<WriteModel<Document>>();
        for (int i = 0; i < work.third(); i++) {
            items.add(new InsertOneModel<>(Samples.fresh()));
        }
        for (int i = 0; i < work.third(); i++) {
            items.add(new UpdateOneModel<>(NONE, UPDATE));
        }
        for (int i = 0; i < work.third(); i++) {
            items.add(new DeleteOneModel<>(NONE));
        }
        work.expect(work.third(), written.bulkWrite(items).getInsertedCount());
    }

    @Override
    public Object openCursor(String collection) {
        var cursor = database.getCollection(collection).find().iterator();
        cursor.next();
        return cursor;
    }

    /** Has no call for it: as many calls at once as there shall be connections, each long enough for all to be under way. */
    @Override
    public void warmUp(int connections) throws InterruptedException {
        var late = database.getCollection(Samples.LATE + 1000);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < connections; i++) {
            threads.add(Thread.startVirtualThread(() -> late.find().first()));
        }
        for (var thread : threads) {
            thread.join();
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /** Counts what it hears. */
    private static final class Ears implements CommandListener {
        private final LongAdder heard = new LongAdder();

        @Override
        public void commandStarted(CommandStartedEvent event) {
            heard.increment();
        }

        @Override
        public void commandSucceeded(CommandSucceededEvent event) {
            heard.increment();
        }

        @Override
        public void commandFailed(CommandFailedEvent event) {
            heard.increment();
        }
    }
}
