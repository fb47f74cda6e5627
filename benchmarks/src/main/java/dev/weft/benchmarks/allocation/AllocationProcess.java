package dev.weft.benchmarks.allocation;

import static dev.weft.query.Filters.eq;
import static dev.weft.query.Updates.set;

import com.sun.management.ThreadMXBean;
import dev.weft.benchmarks.responder.Samples;
import dev.weft.client.MongoClient;
import dev.weft.client.MongoCollection;
import dev.weft.client.MongoDatabase;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;

/**
 * Question: how many bytes does a call allocate, in the caller's thread and on the I/O loop together, once its code is compiled?
 *
 * <p>The figure of a call is the smallest of many short rounds: compilation, monitors and class loading only add to a round. It depends on
 * the virtual machine and on our code, hardly on the processor and not on who else uses it, so that a build can hold it against a figure of
 * another machine.
 */
public final class AllocationProcess {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final ObjectId ID = new ObjectId("6560f0a1b2c3d4e5f6a7b8c9");
    /** Beyond the number of calls after which a method is compiled. */
    private static final int WARM_UP_CALLS = 15_000;

    private static final int ROUNDS = 8;
    private static final int CALLS_A_ROUND = 2_000;
    /** What the virtual machine of this process is told: which code is inlined, and so which objects never are, then does not depend on luck. */
    public static final List<String> FLAGS =
            List.of("-XX:-TieredCompilation", "-Xbatch", "-XX:+UseSerialGC", "-Xms512m", "-Xmx512m");

    /** So many callers share half as many connections, so that half of them stand in line. */
    private static final int CROWD = 16;

    private final MongoDatabase database;
    private final MongoCollection<Document> documents;
    private final MongoCollection<RawBsonDocument> raws;
    private final MongoCollection<Book> books;
    private final Document ping = new Document("ping", 1);

    private AllocationProcess(MongoClient client) {
        database = client.database("bench");
        documents = database.collection("docs");
        raws = database.collection("docs", RawBsonDocument.class);
        books = database.collection("docs", Book.class);
    }

    /** The sample as a record. */
    public record Book(
            @BsonId ObjectId id,
            String title,
            String author,
            int year,
            int pages,
            double price,
            boolean inStock,
            List<String> tags,
            Publisher publisher,
            String isbn,
            String note) {}

    /** A part of it. */
    public record Publisher(String name, String city) {}

    /** What is called. */
    enum Kind {
        FIND_ONE(1),
        FIND_ONE_RAW(1),
        FIND_ONE_RECORD(1),
        INSERT_ONE(1),
        UPDATE_ONE(1),
        PING(1),
        /** Callers that have to wait for a connection. */
        FIND_ONE_IN_LINE(CROWD);

        private final int callers;

        Kind(int callers) {
            this.callers = callers;
        }
    }

    /** Prints a line per kind of call, {@code NAME BYTES}. Argument: the port of a responder. */
    public static void main(String[] args) throws InterruptedException {
        try (var client = MongoClient.connect("mongodb://127.0.0.1:" + args[0] + "/?maxPoolSize=" + CROWD / 2)) {
            var process = new AllocationProcess(client);
            // All are warm before the first is measured: what they share is compiled for all of them.
            for (var kind : Kind.values()) {
                process.bytes(kind, WARM_UP_CALLS);
            }
            for (var kind : Kind.values()) {
                double least = Double.MAX_VALUE;
                for (int round = 0; round < ROUNDS; round++) {
                    least = Math.min(least, process.bytes(kind, CALLS_A_ROUND));
                }
                System.out.printf(Locale.ROOT, "%s %.0f%n", kind, least);
            }
        }
    }

    /** Bytes per call of so many calls. */
    private double bytes(Kind kind, int calls) throws InterruptedException {
        var callers = new ArrayList<Thread>();
        int each = calls / kind.callers;
        long before = THREADS.getTotalThreadAllocatedBytes();
        for (int i = 0; i < kind.callers; i++) {
            callers.add(Thread.startVirtualThread(() -> repeat(kind, each)));
        }
        for (var caller : callers) {
            caller.join();
        }
        return (THREADS.getTotalThreadAllocatedBytes() - before) / (double) (each * kind.callers);
    }

    private void repeat(Kind kind, int calls) {
        for (int i = 0; i < calls; i++) {
            if (!call(kind)) {
                System.err.println("no answer to " + kind);
                Runtime.getRuntime().halt(1);
            }
        }
    }

    private boolean call(Kind kind) {
        return switch (kind) {
            case FIND_ONE, FIND_ONE_IN_LINE ->
                documents.find(eq("_id", ID)).first().isPresent();
            case FIND_ONE_RAW -> raws.find(eq("_id", ID)).first().isPresent();
            case FIND_ONE_RECORD -> books.find(eq("_id", ID)).first().isPresent();
            case INSERT_ONE -> documents.insertOne(Samples.fresh()).acknowledged();
            case UPDATE_ONE ->
                documents.updateOne(eq("_id", ID), set("year", 1975)).acknowledged();
            case PING -> !database.runCommand(ping).isEmpty();
        };
    }
}
