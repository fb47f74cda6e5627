package dev.weft.benchmarks.call;

import dev.weft.benchmarks.responder.Responder;
import dev.weft.benchmarks.rounds.Child;
import dev.weft.benchmarks.rounds.Neighbours;
import dev.weft.benchmarks.rounds.Peer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Question: what does one call cost through Weft, beside the official sync driver and a bare channel?
 *
 * <p>A responder and one process per peer; the rounds are interleaved (A B C A B C ...), the first is thrown away as
 * warm-up, and each figure is its median. Only ratios within one run mean anything: the machine's speed changes from day
 * to day. Arguments: those of {@link Plan}, as {@code name=value}.
 */
public final class CallBenchmark {
    private CallBenchmark() {}

    /** Runs all shapes and prints a table for each; exits with an error when a peer dies. */
    public static void main(String[] args) throws IOException {
        var plan = Plan.of(args);
        System.out.println("Java " + Runtime.version() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, " + plan);
        try (var responder = Child.start(Responder.class)) {
            var port = responder.answer();
            for (var shape : plan.shapes()) {
                int colon = shape.indexOf(':');
                run(Subject.Call.valueOf(shape.substring(0, colon)), shape.substring(colon + 1), port, plan);
            }
        }
    }

    private static void run(Subject.Call call, String callers, String port, Plan plan) throws IOException {
        var peers = new ArrayList<Peer>();
        try {
            for (var name : plan.peers()) {
                if (!name.equals("floor") || call == Subject.Call.FIND_ONE || call == Subject.Call.FIND_ONE_RAW) {
                    peers.add(new Peer(
                            name, Child.start(SubjectProcess.class, name, port, Integer.toString(plan.pool()))));
                }
            }
            var order = call + " " + callers + " " + plan.millis() + " " + plan.threads();
            var anybody = Neighbours.allowed(100, Duration.ZERO);
            Peer.race(peers, order, plan.warmups(), plan.rounds(), anybody);
        } finally {
            peers.forEach(Peer::close);
        }
        System.out.printf(Locale.ROOT, "%n%s, %s callers%n", call, callers);
        print(peers);
    }

    private static void print(List<Peer> peers) {
        System.out.printf(
                Locale.ROOT,
                "%-9s %10s %9s %9s %9s %9s %9s   relative to official: ops, CPU%n",
                "peer",
                "ops/s",
                "CPU us",
                "bytes",
                "p50 ms",
                "p99 ms",
                "max ms");
        var official =
                peers.stream().filter(peer -> peer.name().equals("official")).findFirst();
        for (var peer : peers) {
            var median = peer.median();
            var base = official.orElse(peer).median();
            System.out.printf(
                    Locale.ROOT,
                    "%-9s %10.0f %9.1f %9.0f %9.3f %9.3f %9.3f   %.2f, %.2f%n",
                    peer.name(),
                    median.callsPerSecond(),
                    median.cpuMicros(),
                    median.bytes(),
                    median.p50Millis(),
                    median.p99Millis(),
                    median.maxMillis(),
                    median.callsPerSecond() / base.callsPerSecond(),
                    median.cpuMicros() / base.cpuMicros());
        }
    }
}
