package dev.weft.benchmarks.suite;

import dev.weft.benchmarks.report.Measurement.Unit;
import dev.weft.benchmarks.responder.Ceiling;
import dev.weft.benchmarks.rounds.Figures;
import dev.weft.benchmarks.rounds.Order;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Question: what does one call cost through each driver, in time, CPU and garbage, and how fair is it among callers? */
public final class CallSuite implements Suite {
    /** All peers, in the order of the rounds. */
    private static final List<String> PEERS =
            List.of("floor", "weft", "weft-platform", "sync", "sync-platform", "reactive", "go", "motor", "pymongo");

    private static final String OURS_ON_PLATFORM = "weft-platform";
    /** Platform threads in numbers that nobody would start are not measured. */
    private static final int MOST_PLATFORM_THREADS = 1000;

    private static final int CEILING_MILLIS = 500;

    private static final List<Shape> SHORT = List.of(
            new Shape("FIND_ONE", 1),
            new Shape("FIND_ONE", 100),
            new Shape("FIND_ONE", 10_000),
            new Shape("FIND_ONE_RAW", 100),
            new Shape("FIND_ONE_RECORD", 100),
            new Shape("PING", 100),
            new Shape("INSERT_ONE", 100),
            new Shape("UPDATE_ONE", 100),
            new Shape("INSERT_MANY:100", 10),
            new Shape("BULK_WRITE:99", 10),
            new Shape("TWEETS:10000", 1),
            new Shape("INSERT_MANY:10000", 1));

    private static final List<Shape> FULL = List.of(
            new Shape("PING", 1),
            new Shape("FIND_ONE_RAW", 10_000),
            new Shape("FIND_ONE_RECORD", 10_000),
            new Shape("INSERT_ONE", 1),
            new Shape("INSERT_ONE", 10_000),
            new Shape("UPDATE_ONE", 10_000),
            new Shape("TWEETS:10000", 10));

    @Override
    public String name() {
        return "call";
    }

    @Override
    public void run(Bench bench) throws IOException, InterruptedException {
        var plan = bench.plan();
        if (plan.uri().isEmpty()) {
            ceiling(bench);
        }
        var shapes = new ArrayList<>(SHORT);
        if (plan.isFull()) {
            shapes.addAll(FULL);
        }
        try (var peers = bench.start(PEERS, bench.uri(), plan.pool())) {
            for (var shape : shapes) {
                bench.race(
                        name(),
                        shape.call + " " + shape.callers,
                        able(plan, peers, shape),
                        Order.closed(shape.call, shape.callers, plan.millis(shape.callers)));
            }
        }
    }

    /** All peers that are not asked for by a variant of themselves; the short round has no time for one that few will use. */
    static List<String> peers(Plan plan) {
        return plan.isFull() || plan.peers().contains(OURS_ON_PLATFORM)
                ? PEERS
                : PEERS.stream().filter(name -> !name.equals(OURS_ON_PLATFORM)).toList();
    }

    private static Bench.Peers able(Plan plan, Bench.Peers peers, Shape shape) {
        return new Bench.Peers(peers.all().stream()
                .filter(peer ->
                        shape.callers <= MOST_PLATFORM_THREADS || !peer.name().endsWith("-platform"))
                .filter(peer -> shape.callers == 1
                        || !peer.name().equals(OURS_ON_PLATFORM)
                        || peers(plan).contains(OURS_ON_PLATFORM))
                .toList());
    }

    /** What the responder can serve, so that everybody sees that it is not what is measured. */
    private static void ceiling(Bench bench) throws InterruptedException {
        var rounds = new ArrayList<Figures>();
        for (int i = -bench.plan().warmups(); i < bench.plan().rounds(); i++) {
            double answers = Ceiling.measure(bench.port(), CEILING_MILLIS);
            if (i >= 0) {
                rounds.add(new Figures(Map.of(Unit.OPS, answers)));
            }
        }
        bench.add("call", "what the responder can answer", "responder", rounds);
    }

    private record Shape(String call, int callers) {}
}
