package dev.weft.benchmarks.selection;

import dev.weft.benchmarks.report.Measurement.Unit;
import dev.weft.benchmarks.responder.Responder;
import dev.weft.benchmarks.rounds.Child;
import dev.weft.benchmarks.rounds.Neighbours;
import dev.weft.benchmarks.rounds.Options;
import dev.weft.benchmarks.rounds.Order;
import dev.weft.benchmarks.rounds.Peer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Question: which share of a findOne is the choice of the server, while a replica set of three is steady?
 *
 * <p>A process per read preference does nothing but select, one beside them calls findOne through the public API; the rounds are interleaved
 * and each figure is the median of its rounds. Arguments, as {@code name=value}: {@code rounds}, {@code warmups}, {@code millis} of a round,
 * {@code callers} of findOne.
 */
public final class SelectionBenchmark {
    private SelectionBenchmark() {}

    /** Prints a line per kind. */
    public static void main(String[] args) throws IOException {
        var options = Options.of(args, Map.of("rounds", "5", "warmups", "2", "millis", "1000", "callers", "100"));
        var peers = new ArrayList<Peer>();
        try (var responder = Child.start(Responder.class, "members=3")) {
            var hosts = responder.answer();
            for (var kind : SelectionProcess.Kind.values()) {
                peers.add(Peer.ready(kind.name(), Child.start(SelectionProcess.class, kind.name(), hosts)));
            }
            Peer.race(
                    peers,
                    Order.closed("SELECT", options.number("callers"), options.number("millis")),
                    Peer.WarmUp.few(options.number("warmups")),
                    options.number("rounds"),
                    Neighbours.allowed(100, Duration.ZERO));
        } finally {
            peers.forEach(Peer::close);
        }
        System.out.println("Java " + Runtime.version() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, replica set of 3");
        print(peers);
    }

    private static void print(List<Peer> peers) {
        var whole = peers.getLast().median().get(Unit.CPU_MICROS);
        for (var peer : peers) {
            var figures = peer.median();
            int each = SelectionProcess.Kind.valueOf(peer.name()).selectionsACall();
            System.out.printf(
                    Locale.ROOT,
                    "%-20s %9.1f ns CPU %8.3f bytes %8.2f %% of a findOne%n",
                    peer.name(),
                    figures.get(Unit.CPU_MICROS) * 1000 / each,
                    figures.get(Unit.BYTES) / each,
                    figures.get(Unit.CPU_MICROS) * 100 / each / whole);
        }
    }
}
