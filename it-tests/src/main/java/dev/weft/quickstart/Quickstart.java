package dev.weft.quickstart;

import static dev.weft.query.Filters.eq;
import static dev.weft.query.Filters.gte;
import static dev.weft.query.Filters.lt;
import static dev.weft.query.Sorts.descending;
import static dev.weft.query.Updates.inc;
import static dev.weft.query.Updates.set;

import dev.weft.client.FindQuery;
import dev.weft.client.MongoClient;
import dev.weft.client.MongoDatabase;
import dev.weft.settings.StableApi;
import dev.weft.testbed.EmbeddedServer;
import dev.weft.testbed.ExternalServer;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;

/**
 * Connects, reads and writes, drains a cursor and lets ten thousand virtual threads share a hundred connections; says how
 * long each step took.
 *
 * <p>The server is the one that {@code -Dweft.uri=...} or the environment variable {@code WEFT_URI} names, else an
 * embedded one. {@code -Dweft.quickstart.callers=...} makes the crowd smaller or larger. The database {@code
 * weft_quickstart} is dropped before and after.
 */
public final class Quickstart {
    private static final int CONNECTIONS = 100;
    private static final int NUMBERS = 2_500;
    /** The {@code maxWireVersion} of MongoDB 5.0, which brought the Stable API. */
    private static final int HAS_STABLE_API = 13;

    private final PrintStream out;
    private final int callers = Integer.getInteger("weft.quickstart.callers", 10_000);

    private Quickstart(PrintStream out) {
        this.out = out;
    }

    /** A document of the collection {@code books}. */
    public record Book(@BsonId ObjectId id, String title, String author, int year, int stock) {}

    /** Runs everything once; an exception, and so a non-zero exit, when anything is not as it should be. */
    public static void main(String[] args) throws InterruptedException {
        long start = System.nanoTime();
        var quickstart = new Quickstart(System.out);
        var named = ExternalServer.named();
        if (named.isPresent()) {
            quickstart.run(named.get());
        } else {
            try (var server = EmbeddedServer.start()) {
                quickstart.out.println("Started an embedded server for this run: " + server.uri());
                quickstart.run(server.uri());
            }
        }
        quickstart.out.println("Done in " + since(start));
    }

    private void run(String uri) throws InterruptedException {
        var stableApi = stableApi(uri);
        try (var client = MongoClient.connect(uri, s -> {
            s.appName("quickstart").pool(p -> p.maxSize(CONNECTIONS));
            stableApi.ifPresent(s::stableApi);
        })) {
            var took = client.ping();
            out.println("Pinged your deployment. You are connected to MongoDB. (" + millis(took) + ")");
            var database = client.database("weft_quickstart");
            database.drop();
            readAndWrite(database);
            step("Drained", () -> drainACursor(database));
            queryFromManyThreads(database);
            out.println("Pool: " + client.pools());
            database.drop();
        }
        out.println("Closed: no connection and no thread of the driver is left.");
    }

    /** The Stable API where the server has it, which a first look at the server tells. */
    private Optional<StableApi> stableApi(String uri) {
        int wireVersion;
        try (var client = MongoClient.connect(uri)) {
            client.ping();
            wireVersion = client.topology().servers().values().stream()
                    .mapToInt(server -> server.wire().max())
                    .min()
                    .orElse(0);
        }
        if (wireVersion < HAS_STABLE_API) {
            out.println("Without the Stable API: the server is older than 5.0 (wire version " + wireVersion + ")");
            return Optional.empty();
        }
        out.println("With version 1 of the Stable API: the server has it (wire version " + wireVersion + ")");
        return Optional.of(StableApi.v1());
    }

    private void readAndWrite(MongoDatabase database) {
        var books = database.collection("books", Book.class);
        var first = new Book(new ObjectId(), "The Dispossessed", "Le Guin", 1974, 3);
        step("Inserted", () -> "one book as " + books.insertOne(first).objectId());
        var more = List.of(
                new Book(new ObjectId(), "Emma", "Austen", 1815, 7),
                new Book(new ObjectId(), "Solaris", "Lem", 1961, 2),
                new Book(new ObjectId(), "Kindred", "Butler", 1979, 5));
        step("Inserted", () -> books.insertMany(more).insertedIds().size() + " books at once");
        step(
                "Found",
                () -> "by its id: "
                        + books.find(eq("_id", first.id()))
                                .first()
                                .orElseThrow()
                                .title());
        step("Found", () -> "before 1970, newest first: " + titles(books.find(lt("year", 1970))));
        step(
                "Updated",
                () -> books.updateOne(eq("title", "Emma"), inc("stock", -1)).modified() + " book");
        step(
                "Updated",
                () -> books.updateMany(gte("year", 1970), set("shelf", "modern"))
                                .modified() + " books");
        var stock = database.collection("books")
                .aggregate(Document.parse("{$group: {_id: null, copies: {$sum: '$stock'}}}"));
        step("Aggregated", () -> stock.first().orElseThrow().get("copies") + " copies in stock");
        step("Deleted", () -> books.deleteOne(eq("title", "Solaris")).deleted() + " book");
        step("Counted", () -> books.countDocuments() + " books that are left");
    }

    private static String titles(FindQuery<Book> query) {
        return query.sort(descending("year")).toList().stream()
                .map(book -> book.title() + " (" + book.year() + ")")
                .collect(Collectors.joining(", "));
    }

    private String drainACursor(MongoDatabase database) {
        var numbers = database.collection("numbers");
        numbers.insertMany(IntStream.range(0, NUMBERS)
                .mapToObj(n -> new Document("_id", n))
                .toList());
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
        return NUMBERS + " new documents in " + batches + " batches, sum " + sum;
    }

    private void queryFromManyThreads(MongoDatabase database) throws InterruptedException {
        var numbers = database.collection("numbers");
        out.println(callers + " virtual threads, five queries each, over " + CONNECTIONS + " connections:");
        var crowd = new Crowd(callers, 5, (caller, call) -> {
            int n = (caller + call) % NUMBERS;
            var found = numbers.find(eq("_id", n)).first().orElseThrow();
            if (found.getInteger("_id") != n) {
                throw new IllegalStateException("asked for " + n + ", was given " + found);
            }
        });
        crowd.run(out);
    }

    /** Does one thing and prints what, and how long it took. */
    private void step(String verb, Supplier<String> work) {
        long start = System.nanoTime();
        String done = work.get();
        out.printf(Locale.ROOT, "%-10s %s (%s)%n", verb, done, since(start));
    }

    private static String since(long startNanos) {
        return millis(Duration.ofNanos(System.nanoTime() - startNanos));
    }

    private static String millis(Duration took) {
        return took.toSeconds() > 0
                ? String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1e3)
                : String.format(Locale.ROOT, "%.1f ms", took.toNanos() / 1e6);
    }
}
