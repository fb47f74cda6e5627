package dev.weft.benchmarks.suite;

import dev.weft.benchmarks.rounds.Order;
import java.io.IOException;
import java.util.List;

/**
 * Question: how long do calls take that arrive at a fixed rate, whether or not the ones before are answered? Latencies count from the time at
 * which a call was due, so a pause shows in all calls that were due meanwhile; and they have in them how long the language takes to wake who
 * waits for that time.
 */
public final class ArrivalSuite implements Suite {
    private static final List<String> PEERS = List.of("weft", "sync", "reactive", "go");
    private static final List<String> FULL_PEERS = List.of("floor", "weft", "sync", "reactive", "go", "motor");
    private static final int MOST_AT_ONCE = 1000;

    @Override
    public String name() {
        return "arrivals";
    }

    @Override
    public void run(Bench bench) throws IOException {
        var plan = bench.plan();
        // A round must be long enough for a hundredth of its calls to be many.
        int millis = plan.millis() * 2;
        try (var peers = bench.start(plan.isFull() ? FULL_PEERS : PEERS, bench.uri(), plan.pool())) {
            for (int rate : plan.isFull() ? List.of(500, 2000, 10_000) : List.of(2000)) {
                var order = Order.closed("FIND_ONE", MOST_AT_ONCE, millis).arriving(rate);
                bench.race(name(), "FIND_ONE " + rate + " a second", peers, order);
            }
        }
    }
}
