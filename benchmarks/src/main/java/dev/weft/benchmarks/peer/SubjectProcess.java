package dev.weft.benchmarks.peer;

import dev.weft.benchmarks.rounds.Serving;
import java.io.IOException;

/** The process of one peer on the JVM. Every peer has its own virtual machine, so that no peer's profile spoils another's code. */
public final class SubjectProcess {
    private SubjectProcess() {}

    /** Arguments: the peer's name, a connection string, the size of the pool. */
    public static void main(String[] args) throws Exception {
        var name = args[0];
        var platform = name.endsWith(Roster.PLATFORM);
        try (var subject = open(name, args[1], Integer.parseInt(args[2]))) {
            Serving.serve(Versions.of(name), order -> subject.round(platform ? order.onPlatformThreads() : order));
        }
    }

    private static Subject open(String name, String uri, int poolSize) throws IOException {
        return switch (name) {
            case "reactive" -> new ReactiveSubject(Uris.with(uri, "maxPoolSize=" + poolSize));
            case "floor" -> new FloorSubject(uri, poolSize);
            default -> blocking(name, uri, poolSize);
        };
    }

    /** A peer with blocking calls. */
    public static BlockingSubject blocking(String name, String uri, int poolSize) {
        var pooled = Uris.with(uri, "maxPoolSize=" + poolSize);
        return switch (name) {
            case "weft", "weft-platform" -> new WeftSubject(pooled, false);
            case "sync", "sync-platform" -> new SyncSubject(pooled, false);
            case "weft-loaded" -> new WeftSubject(Uris.with(pooled, Uris.DEADLINE), true);
            case "sync-loaded" -> new SyncSubject(Uris.with(pooled, Uris.DEADLINE), true);
            default -> throw new IllegalArgumentException("no such peer: " + name);
        };
    }
}
