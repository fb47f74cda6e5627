package dev.weft.benchmarks.scale;

import dev.weft.benchmarks.responder.Responder;
import dev.weft.benchmarks.rounds.Child;
import dev.weft.benchmarks.rounds.Figures;
import dev.weft.benchmarks.rounds.Order;
import dev.weft.benchmarks.rounds.Peer;
import dev.weft.benchmarks.suite.Bench;
import dev.weft.benchmarks.suite.Suite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Question: what do an idle connection, a caller that waits, an open cursor, and a server that claims to send 48 MB hold in memory? Each round
 * takes a fresh process.
 */
final class MemorySuite implements Suite {
    private static final List<String> PEERS = List.of("weft", "sync");
    private static final int SHORT_ROUNDS = 3;
    private static final String COMPILED = MemoryProcess.Hold.PARKED_WARM_CALLERS.name();
    /** What is held, and how many of it. */
    private static final List<Order> HOLDS = List.of(
            Order.closed(MemoryProcess.Hold.IDLE_CONNECTIONS.name(), 100, 0),
            Order.closed(MemoryProcess.Hold.PARKED_CALLERS.name(), 10_000, 0),
            Order.closed(COMPILED, 10_000, 0),
            Order.closed(MemoryProcess.Hold.OPEN_CURSORS.name(), 1000, 0),
            Order.closed(MemoryProcess.Hold.LYING_SERVERS.name(), 100, 0));

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public boolean needsResponder() {
        return true;
    }

    @Override
    public void run(Bench bench) throws IOException {
        // One document a batch: an open cursor holds none that was not asked for.
        try (var responder = Child.start(Responder.class, "batch=1")) {
            var uri = "mongodb://127.0.0.1:" + responder.answer();
            for (var hold : HOLDS) {
                if (bench.plan().isFull() || !hold.call().equals(COMPILED)) {
                    hold(bench, uri, hold);
                } else {
                    bench.skip(name() + " " + COMPILED, "it is for the full round: to compile takes long");
                }
            }
        }
    }

    private void hold(Bench bench, String uri, Order order) throws IOException {
        var rounds = new LinkedHashMap<String, List<Figures>>();
        var names = new ArrayList<>(bench.plan().among(PEERS));
        // What is held varies little, and each round takes a fresh process.
        int most = bench.plan().isFull()
                ? bench.plan().rounds()
                : Math.min(SHORT_ROUNDS, bench.plan().rounds());
        for (int round = 0; round < most; round++) {
            for (var name : List.copyOf(names)) {
                var figures = once(name, uri, bench.plan().pool(), order);
                figures.ifPresent(held ->
                        rounds.computeIfAbsent(name, any -> new ArrayList<>()).add(held));
                if (figures.isEmpty()) {
                    names.remove(name);
                    rounds.remove(name);
                    bench.skip(name() + " " + order.call() + ": " + name, "it ran out of a heap of 1 GB");
                }
            }
        }
        rounds.forEach((name, figures) -> bench.add(name(), order.call() + " " + order.callers(), name, figures));
    }

    private static Optional<Figures> once(String name, String uri, int pool, Order order) throws IOException {
        var child = Child.start(MemoryProcess.class, name, uri, Integer.toString(pool));
        try (var peer = Peer.ready(name, child)) {
            return peer.round(order);
        }
    }
}
