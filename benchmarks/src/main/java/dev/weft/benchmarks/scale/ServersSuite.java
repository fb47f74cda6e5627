package dev.weft.benchmarks.scale;

import dev.weft.benchmarks.responder.Responder;
import dev.weft.benchmarks.rounds.Child;
import dev.weft.benchmarks.rounds.Order;
import dev.weft.benchmarks.suite.Bench;
import dev.weft.benchmarks.suite.Suite;
import java.io.IOException;
import java.util.List;

/** Question: what becomes of a read from any member as the replica set grows? */
final class ServersSuite implements Suite {
    private static final List<String> PEERS = List.of("weft", "sync");
    private static final int CALLERS = 100;
    private static final List<Integer> SHORT = List.of(10);
    private static final List<Integer> FULL = List.of(3, 10, 50);

    @Override
    public String name() {
        return "scale.servers";
    }

    @Override
    public boolean needsResponder() {
        return true;
    }

    @Override
    public void run(Bench bench) throws IOException {
        var plan = bench.plan();
        var order = Order.closed("FIND_ONE", CALLERS, plan.millis());
        for (int servers : plan.isFull() ? FULL : SHORT) {
            try (var responder = Child.start(Responder.class, "members=" + servers, "stream=true")) {
                var uri = "mongodb://" + responder.answer() + "/?replicaSet=rs&readPreference=nearest";
                try (var peers = bench.start(PEERS, uri, plan.pool())) {
                    bench.race(name(), "FIND_ONE " + CALLERS + " of " + servers, peers, order);
                }
            }
        }
    }
}
