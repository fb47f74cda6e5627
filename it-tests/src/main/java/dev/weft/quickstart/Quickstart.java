package dev.weft.quickstart;

import static dev.weft.query.Filters.eq;
import static dev.weft.query.Filters.gte;
import static dev.weft.query.Filters.lt;
import static dev.weft.query.Sorts.descending;
import static dev.weft.query.Updates.inc;
import static dev.weft.query.Updates.set;

import dev.weft.client.MongoClient;
import dev.weft.client.MongoDatabase;
import dev.weft.settings.StableApi;
import dev.weft.testbed.EmbeddedServer;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;

/**
 * Connects, reads and writes, drains a cursor and lets ten thousand virtual threads share a hundred connections.
 *
 * <p>The server is the one that {@code -Dweft.uri=...} or the environment variable {@code WEFT_URI} names, else an
 * embedded one. The database {@code weft_quickstart} is dropped before and after.
 */
public final class Quickstart {
    private static final int CALLERS = 10_000;
    private static final int CONNECTIONS = 100;

    private final PrintStream out;

    private Quickstart(PrintStream out) {
        this.out = out;
    }

    /** A document of the collection {@code books}. */
    public record Book(@BsonId ObjectId id, String title, String author, int year, int stock) {}

    /** Runs everything once; an exception, and so a non-zero exit, when anything is not as it should be. */
    public static void main(String[] args) throws InterruptedException {
        var quickstart = new Quickstart(System.out);
        var uri = Optional.ofNullable(System.getProperty("weft.uri"))
                .filter(text -> !text.isBlank())
                .or(() -> Optional.ofNullable(System.getenv("WEFT_URI")));
        if (uri.isPresent()) {
            quickstart.run(uri.get());
        } else {
            try (var server = EmbeddedServer.start()) {
                quickstart.out.println("Started an embedded server for this run: " + server.uri());
                quickstart.run(server.uri());
            }
        }
    }

    private void run(String uri) throws InterruptedException {
        try (var client = MongoClient.connect(
                uri, s -> s.appName("quickstart").stableApi(StableApi.v1()).pool(p -> p.maxSize(CONNECTIONS)))) {
            var took = client.ping();
            out.println("Pinged your deployment. You are connected to MongoDB. (" + millis(took) + ")");
            var database = client.database("weft_quickstart");
            database.drop();
            readAndWrite(database);
            drainACursor(database);
            queryFromManyThreads(database);
            out.println("Pool: " + client.pools());
            database.drop();
        }
        out.println("Closed: no connection and no thread of the driver is left.");
    }

    private void readAndWrite(MongoDatabase database) {
        var books = database.collection("books", Book.class);
        var id = books.insertOne(new Book(new ObjectId(), "The Dispossessed", "Le Guin", 1974, 3))
                .objectId();
        books.insertMany(List.of(
                new Book(new ObjectId(), "Emma", "Austen", 1815, 7),
                new Book(new ObjectId(), "Solaris", "Lem", 1961, 2),
                new Book(new ObjectId(), "Kindred", "Butler", 1979, 5)));
        out.println("Inserted 4 books, the first as " + id);
        out.println("Found      " + books.find(eq("_id", id)).first().orElseThrow());
        out.println("Before 1970, newest first:");
        for (var book : books.find(lt("year", 1970)).sort(descending("year"))) {
            out.println("           " + book.year() + " " + book.title());
        }
        var sold = books.updateOne(eq("title", "Emma"), inc("stock", -1));
        var moved = books.updateMany(gte("year", 1970), set("shelf", "modern"));
        out.println("Updated    " + sold.modified() + " book, then " + moved.modified());
        var stock = database.collection("books")
                .aggregate(Document.parse("{$group: {_id: null, copies: {$sum: '$stock'}}}"))
                .first()
                .orElseThrow();
        out.println("Aggregated " + stock.get("copies") + " copies in stock");
        var gone = books.deleteOne(eq("title", "Solaris"));
        out.println("Deleted    " + gone.deleted() + " book, " + books.countDocuments() + " are left");
    }

    private void drainACursor(MongoDatabase database) {
        var numbers = database.collection("numbers");
        numbers.insertMany(
                IntStream.range(0, 2_500).mapToObj(n -> new Document("_id", n)).toList());
        long sum = 0;
        int batches = 0;
        try (var cursor = numbers.find().batchSize(250).cursor()) {
            for (var batch = cursor.nextBatch(); !batch.isEmpty(); batch = cursor.nextBatch()) {
                batches++;
                sum += batch.stream()
                        .mapToLong(number -> number.getInteger("_id"))
                        .sum();
            }
        }
        out.println("Drained    2500 documents in " + batches + " batches, sum " + sum);
    }

    private void queryFromManyThreads(MongoDatabase database) throws InterruptedException {
        var numbers = database.collection("numbers");
        out.println(CALLERS + " virtual threads, five queries each, over " + CONNECTIONS + " connections:");
        var crowd = new Crowd(CALLERS, 5, (caller, call) -> {
            int n = (caller + call) % 2_500;
            var found = numbers.find(eq("_id", n)).first().orElseThrow();
            if (found.getInteger("_id") != n) {
                throw new IllegalStateException("asked for " + n + ", was given " + found);
            }
        });
        crowd.run(out);
    }

    private static String millis(Duration took) {
        return took.toMillis() + " ms";
    }
}
