package dev.weft.benchmarks.crowd;

import dev.weft.benchmarks.responder.Responder;
import dev.weft.benchmarks.rounds.Child;
import dev.weft.benchmarks.rounds.Options;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/**
 * Question: does a crowd of clients of a large set settle without a stampede, and what does it cost afterwards?
 *
 * <p>All clients are opened at once. Settled is when each of them knows every member; a stampede would show as more connections or hellos than
 * one of each for every monitor (and every reader of round trips, when servers stream). Arguments, as {@code name=value}: {@code members},
 * {@code clients}, {@code stream} (whether servers tell of changes by themselves, which takes a second connection per server), {@code seconds}
 * of rest that are measured. Each connection takes a file descriptor in either process.
 */
public final class CrowdBenchmark {
    private CrowdBenchmark() {}

    /** Prints what settling took, and what rest takes. */
    public static void main(String[] args) throws IOException {
        var options = Options.of(args, Map.of("members", "50", "clients", "200", "stream", "false", "seconds", "20"));
        var streams = Boolean.parseBoolean(options.text("stream"));
        try (var responder = Child.start(
                        Responder.class, "members=" + options.text("members"), "stream=" + options.text("stream"));
                var clients = Child.start(CrowdProcess.class, responder.answer(), options.text("clients"))) {
            System.out.printf(
                    Locale.ROOT,
                    "Java %s, %d processors, %s members, %s clients, %s%n",
                    Runtime.version(),
                    Runtime.getRuntime().availableProcessors(),
                    options.text("members"),
                    options.text("clients"),
                    streams ? "streaming" : "polling");
            measure(responder, clients, options);
        }
    }

    private static void measure(Child responder, Child clients, Options options) throws IOException {
        // What the warm-up took does not count.
        clients.answer();
        var before = counts(responder);
        clients.order("settle");
        System.out.println(clients.answer());
        var settled = counts(responder);
        clients.order(options.text("seconds"));
        System.out.println(clients.answer());
        var rested = counts(responder);
        double monitors = options.number("members") * options.number("clients");
        double seconds = options.number("seconds");
        System.out.printf(
                Locale.ROOT,
                "settling: %d connections (%.2f for each of %.0f monitors), %d hellos (%.2f)%n",
                settled[0] - before[0],
                (settled[0] - before[0]) / monitors,
                monitors,
                settled[1] - before[1],
                (settled[1] - before[1]) / monitors);
        System.out.printf(
                Locale.ROOT,
                "at rest: %d new connections, %.0f hellos a second (%.2f for each monitor in 10 s)%n",
                rested[0] - settled[0],
                (rested[1] - settled[1]) / seconds,
                (rested[1] - settled[1]) * 10 / seconds / monitors);
    }

    private static long[] counts(Child responder) throws IOException {
        responder.order("");
        var words = responder.answer().split(" ", -1);
        return new long[] {Long.parseLong(words[0]), Long.parseLong(words[1])};
    }
}
