package dev.weft.benchmarks.scale;

import dev.weft.benchmarks.report.Measurement.Unit;
import dev.weft.benchmarks.rounds.Figures;
import dev.weft.benchmarks.rounds.Order;
import dev.weft.benchmarks.suite.Bench;
import dev.weft.benchmarks.suite.Suite;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;

/** Question: what becomes of throughput as documents grow to the largest there are? */
public final class SizeSuite implements Suite {
    private static final List<String> PEERS = List.of("weft", "sync");
    private static final List<String> FULL_PEERS = List.of("weft", "sync", "go");
    /** So few that all their documents fit into the heap of a child. */
    private static final int CALLERS = 4;

    private static final double MILLION = 1e6;
    private static final int LARGEST = 16 * 1024 * 1024;
    private static final List<Integer> SHORT = List.of(100, 10_000, 1_000_000, LARGEST);
    private static final List<Integer> FULL = List.of(100, 1000, 10_000, 100_000, 1_000_000, LARGEST);

    /** In bytes of BSON. */
    public static List<Integer> sizes(boolean full) {
        return full ? FULL : SHORT;
    }

    @Override
    public String name() {
        return "scale.size";
    }

    @Override
    public void run(Bench bench) throws IOException {
        var plan = bench.plan();
        try (var peers = bench.start(plan.isFull() ? FULL_PEERS : PEERS, bench.uri(), plan.pool())) {
            for (var call : List.of("FIND_SIZE", "INSERT_SIZE")) {
                for (int size : sizes(plan.isFull())) {
                    var order = Order.closed(call + ":" + size, CALLERS, plan.millis());
                    bench.race(name(), order.call() + " " + CALLERS, peers, order, round -> withBytes(round, size));
                }
            }
        }
    }

    private static Figures withBytes(Figures round, int size) {
        var values = new EnumMap<>(round.values());
        values.put(Unit.MB_PER_SECOND, round.get(Unit.OPS) * size / MILLION);
        return new Figures(values);
    }
}
