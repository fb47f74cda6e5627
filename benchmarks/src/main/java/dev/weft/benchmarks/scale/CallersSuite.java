package dev.weft.benchmarks.scale;

import dev.weft.benchmarks.rounds.Order;
import dev.weft.benchmarks.suite.Bench;
import dev.weft.benchmarks.suite.Suite;
import java.io.IOException;
import java.util.List;

/** Question: what becomes of throughput, tail and fairness as callers grow in number, over a pool that does not? */
final class CallersSuite implements Suite {
    private static final List<String> SHORT_PEERS = List.of("weft", "sync");
    private static final List<String> FULL_PEERS = List.of("floor", "weft", "sync");
    private static final List<Integer> SHORT = List.of(1, 10, 100, 1000, 10_000);
    private static final List<Integer> FULL = List.of(1, 10, 100, 1000, 10_000, 100_000);

    @Override
    public String name() {
        return "scale.callers";
    }

    @Override
    public void run(Bench bench) throws IOException {
        var plan = bench.plan();
        try (var peers = bench.start(plan.isFull() ? FULL_PEERS : SHORT_PEERS, bench.uri(), plan.pool())) {
            for (int callers : plan.isFull() ? FULL : SHORT) {
                bench.race(
                        name(), "FIND_ONE " + callers, peers, Order.closed("FIND_ONE", callers, plan.millis(callers)));
            }
        }
    }
}
