package dev.weft.benchmarks.start;

import dev.weft.client.MongoClient;
import org.bson.Document;

/** Weft, with its default settings. */
public final class WeftStart {
    private WeftStart() {}

    /** Argument: a connection string. */
    public static void main(String[] args) {
        long start = System.nanoTime();
        try (var client = MongoClient.connect(args[0])) {
            client.database("bench").runCommand(new Document("ping", 1));
            System.out.println("TOOK_MILLIS=" + (System.nanoTime() - start) / 1e6);
        }
    }
}
