package dev.weft.benchmarks.carriers;

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
 * Question: how long does a findOne take while a user's own code computes on virtual threads, and how long if the callers, or all, are platform
 * threads?
 *
 * <p>As many virtual threads as there are processors compute in bursts of {@code burst} microseconds, and sleep for one millisecond in
 * between. Arguments, as
 * {@code name=value}: {@code rounds}, {@code warmups}, {@code millis} of a round, {@code callers}, {@code burst}.
 */
public final class CarriersBenchmark {
    private static final List<String> PEERS = List.of("weft", "weft-platform", "sync", "sync-platform");
    private static final List<Unit> SHOWN = List.of(Unit.OPS, Unit.P50_MILLIS, Unit.P99_MILLIS, Unit.MAX_MILLIS);

    private CarriersBenchmark() {}

    /** Prints a line per peer, idle and computing. */
    public static void main(String[] args) throws IOException {
        var options = Options.of(
                args, Map.of("rounds", "5", "warmups", "8", "millis", "1500", "callers", "10", "burst", "5000"));
        int processors = Runtime.getRuntime().availableProcessors();
        var peers = new ArrayList<Peer>();
        try (var responder = Child.start(Responder.class)) {
            var uri = "mongodb://127.0.0.1:" + responder.answer();
            for (var name : PEERS) {
                for (int computing : List.of(0, processors)) {
                    var child = Child.start(
                            CarriersProcess.class, name, uri, String.valueOf(computing), options.text("burst"));
                    peers.add(Peer.ready(name + (computing == 0 ? "" : ", computing"), child));
                }
            }
            race(peers, options);
        } finally {
            peers.forEach(Peer::close);
        }
        System.out.println("Java " + Runtime.version() + ", " + processors + " processors, bursts of "
                + options.text("burst") + " us, " + options.text("callers") + " callers");
        peers.forEach(CarriersBenchmark::print);
    }

    private static void race(List<Peer> peers, Options options) throws IOException {
        Peer.race(
                peers,
                Order.closed("FIND_ONE", options.number("callers"), options.number("millis")),
                Peer.WarmUp.few(options.number("warmups")),
                options.number("rounds"),
                Neighbours.allowed(100, Duration.ZERO));
    }

    private static void print(Peer peer) {
        var line = new StringBuilder(String.format(Locale.ROOT, "%-26s", peer.name()));
        for (var unit : SHOWN) {
            line.append(
                    String.format(Locale.ROOT, " %s %.3f", unit, peer.median().get(unit)));
        }
        System.out.println(line);
    }
}
