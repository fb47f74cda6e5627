package dev.weft.benchmarks.peer;

import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.weft.benchmarks.responder.Samples;
import dev.weft.benchmarks.rounds.CallbackRound;
import dev.weft.benchmarks.rounds.Figures;
import dev.weft.benchmarks.rounds.Order;
import java.util.ArrayList;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * The official reactive streams driver with its default settings and the same pool size. It is used as it is meant to be: nobody waits for an
 * answer, the next call of a chain is made where the answer to the one before arrives, and all documents are asked for at once. A thread that
 * waits for each answer would add two switches of threads to each call, and measure those.
 */
final class ReactiveSubject implements Subject {
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

    ReactiveSubject(String uri) {
        client = MongoClients.create(uri);
        database = client.getDatabase("bench");
        documents = database.getCollection(Samples.ONE);
        written = database.getCollection(Samples.WRITTEN);
        raws = database.getCollection(Samples.ONE, RawBsonDocument.class);
        books = database.getCollection(Samples.ONE, Book.class);
    }

    @Override
    public Figures round(Order order) throws InterruptedException {
        var work = Work.parse(order.call());
        var job = job(work);
        int items = work.call() == Work.Call.TWEETS ? work.size() : 1;
        return new CallbackRound(order).run(answered -> job.get().subscribe(new Counting(work, items, answered)));
    }

    private Supplier<Publisher<?>> job(Work work) {
        return switch (work.call()) {
            case PING -> () -> database.runCommand(PING);
            case FIND_ONE -> () -> documents.find(ONE).first();
            case FIND_ONE_RAW -> () -> raws.find(ONE).first();
            case FIND_ONE_RECORD -> () -> books.find(ONE).first();
            case FIND_LATE -> find(Samples.LATE + work.size());
            case FIND_SIZE -> find(Samples.SIZE + work.size());
            case GRIDFS -> throw new UnsupportedOperationException("nobody asks the reactive driver for files");
            case TWEETS_RAW -> throw new UnsupportedOperationException("nobody asks the reactive driver for bytes");
            case TWEETS -> tweets(Samples.TWEETS + work.size());
            case INSERT_ONE -> () -> written.insertOne(Samples.fresh());
            case INSERT_SIZE -> insert(Samples.sized(work.size()));
            case INSERT_MANY -> () -> written.insertMany(Samples.fresh(work.size()));
            case UPDATE_ONE -> () -> documents.updateOne(ONE, UPDATE);
            case BULK_WRITE -> () -> bulkWrite(work);
        };
    }

    private Supplier<Publisher<?>> find(String name) {
        var collection = database.getCollection(name);
        return () -> collection.find().first();
    }

    private Supplier<Publisher<?>> tweets(String name) {
        var collection = database.getCollection(name);
        return collection::find;
    }

    private Supplier<Publisher<?>> insert(Document document) {
        return () -> written.insertOne(new Document(document));
    }

    private Publisher<?> bulkWrite(Work work) {
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
        return written.bulkWrite(items);
    }

    @Override
    public void close() {
        client.close();
    }

    /** Asks for everything, and counts what comes. */
    private static final class Counting implements Subscriber<Object> {
        private final Work work;
        private final int expected;
        private final Runnable answered;
        private int items;

        Counting(Work work, int expected, Runnable answered) {
            this.work = work;
            this.expected = expected;
            this.answered = answered;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Object item) {
            items++;
        }

        @Override
        public void onError(Throwable failure) {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        }

        @Override
        public void onComplete() {
            work.expect(expected, items);
            answered.run();
        }
    }
}
