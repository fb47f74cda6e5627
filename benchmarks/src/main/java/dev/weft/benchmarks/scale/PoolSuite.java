package dev.weft.benchmarks.scale;

import dev.weft.benchmarks.rounds.Order;
import dev.weft.benchmarks.suite.Bench;
import dev.weft.benchmarks.suite.Suite;
import java.io.IOException;
import java.util.List;

/** Question: what becomes of throughput and tail of many callers as the pool grows? */
final class PoolSuite implements Suite {
    private static final List<String> SHORT_PEERS = List.of("weft", "sync");
    private static final List<String> FULL_PEERS = List.of("floor", "weft", "sync");
    private static final int CALLERS = 1000;
    private static final List<Integer> SHORT = List.of(10, 100);
    private static final List<Integer> FULL = List.of(1, 10, 100, 500);

    @Override
    public String name() {
        return "scale.pool";
    }

    @Override
    public void run(Bench bench) throws IOException {
        var plan = bench.plan();
        var order = Order.closed("FIND_ONE", CALLERS, plan.millis());
        for (int pool : plan.isFull() ? FULL : SHORT) {
            try (var peers = bench.start(plan.isFull() ? FULL_PEERS : SHORT_PEERS, bench.uri(), pool)) {
                bench.race(name(), "FIND_ONE " + CALLERS + " over " + pool, peers, order);
            }
        }
    }
}
