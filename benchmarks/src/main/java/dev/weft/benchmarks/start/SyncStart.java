package dev.weft.benchmarks.start;

import com.mongodb.client.MongoClients;
import org.bson.Document;

/** The official sync driver, with its default settings. */
public final class SyncStart {
    private SyncStart() {}

    /** Argument: a connection string. */
    public static void main(String[] args) {
        long start = System.nanoTime();
        try (var client = MongoClients.create(args[0])) {
            client.getDatabase("bench").runCommand(new Document("ping", 1));
            System.out.println("TOOK_MILLIS=" + (System.nanoTime() - start) / 1e6);
        }
    }
}
