package dev.weft.benchmarks.suite;

import dev.weft.benchmarks.rounds.Order;
import java.io.IOException;
import java.util.List;

/** Question: what does a call cost when it has what calls in production have: a session (implicit), a deadline, and a listener to all commands? */
public final class LoadedSuite implements Suite {
    private static final List<String> PEERS = List.of("weft", "weft-loaded", "sync", "sync-loaded");
    private static final int CALLERS = 100;

    @Override
    public String name() {
        return "loaded";
    }

    @Override
    public void run(Bench bench) throws IOException {
        var plan = bench.plan();
        try (var peers = bench.start(PEERS, bench.uri(), plan.pool())) {
            for (var call : List.of("FIND_ONE", "INSERT_ONE")) {
                bench.race(name(), call + " " + CALLERS, peers, Order.closed(call, CALLERS, plan.millis()));
            }
        }
    }
}
