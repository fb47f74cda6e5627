package dev.weft.benchmarks.shape;

import dev.weft.benchmarks.report.Measurement.Unit;
import dev.weft.benchmarks.responder.Responder;
import dev.weft.benchmarks.rounds.Child;
import dev.weft.benchmarks.rounds.Figures;
import dev.weft.benchmarks.rounds.Neighbours;
import dev.weft.benchmarks.rounds.Order;
import dev.weft.benchmarks.rounds.Peer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Question: in which shape should a thread wait for a socket? What does one exchange cost in each, what does a deadline
 * add, and what does it cost to leave a call?
 *
 * <p>A responder and one process per shape; the rounds are interleaved and the first are thrown away as warm-up. Each
 * figure is its median; CPU is given beside that of the cheapest shape too, with the smallest and the largest ratio of
 * any round. Arguments: those of {@link Plan}, as {@code name=value}.
 */
public final class ShapeBenchmark {
    private ShapeBenchmark() {}

    /** Runs all kinds and prints a table for each; exits with an error when a process dies. */
    public static void main(String[] args) throws IOException {
        var plan = Plan.of(args);
        System.out.println("Java " + Runtime.version() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, " + plan);
        try (var responder = Child.start(Responder.class)) {
            var port = responder.answer();
            for (var kind : plan.kinds()) {
                run(Kind.valueOf(kind), port, plan);
            }
        }
    }

    private static void run(Kind kind, String port, Plan plan) throws IOException {
        var neighbours = Neighbours.allowed(plan.others(), Duration.ofSeconds(plan.patience()));
        var peers = new ArrayList<Peer>();
        try {
            for (var name : plan.shapes()) {
                peers.add(Peer.ready(
                        name,
                        Child.start(
                                ShapeProcess.class,
                                name,
                                port,
                                kind.name(),
                                plan.leaving().words())));
            }
            var order = new Order(
                    kind.name(), plan.callers(), plan.millis(), plan.threads().equals("virtual"), 0);
            Peer.race(peers, order, Peer.WarmUp.few(plan.warmups()), plan.rounds(), neighbours);
        } finally {
            peers.forEach(Peer::close);
        }
        System.out.printf(Locale.ROOT, "%n%s, %d callers, %s%n", kind, plan.callers(), neighbours);
        print(peers);
    }

    private static void print(List<Peer> peers) {
        System.out.println(
                "shape           calls/s  CPU us   bytes  p50 ms  p99 ms  max ms  left %   CPU relative to the best");
        var best = peers.stream()
                .min(Comparator.comparingDouble(peer -> peer.median().get(Unit.CPU_MICROS)))
                .orElseThrow();
        for (var peer : peers) {
            var median = peer.median();
            var ratios = ratios(peer.rounds(), best.rounds());
            System.out.printf(
                    Locale.ROOT,
                    "%-13s %9.0f %7.2f %7.0f %7.3f %7.3f %7.1f %7.2f   %.2f (%.2f - %.2f)%n",
                    peer.name(),
                    median.get(Unit.OPS),
                    median.get(Unit.CPU_MICROS),
                    median.get(Unit.BYTES),
                    median.get(Unit.P50_MILLIS),
                    median.get(Unit.P99_MILLIS),
                    median.get(Unit.MAX_MILLIS),
                    median.get(Unit.LEFT_PERCENT),
                    median.get(Unit.CPU_MICROS) / best.median().get(Unit.CPU_MICROS),
                    ratios.getFirst(),
                    ratios.getLast());
        }
    }

    /** Round by round beside the best, smallest first. */
    private static List<Double> ratios(List<Figures> rounds, List<Figures> best) {
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < rounds.size(); i++) {
            ratios.add(rounds.get(i).get(Unit.CPU_MICROS) / best.get(i).get(Unit.CPU_MICROS));
        }
        ratios.sort(null);
        return ratios;
    }
}
