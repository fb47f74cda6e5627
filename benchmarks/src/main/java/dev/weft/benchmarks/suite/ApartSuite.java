package dev.weft.benchmarks.suite;

import dev.weft.benchmarks.peer.SubjectProcess;
import dev.weft.benchmarks.responder.Responder;
import dev.weft.benchmarks.rounds.Child;
import dev.weft.benchmarks.rounds.Order;
import dev.weft.benchmarks.rounds.Peer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Question: what does one call cost through each driver when the responder has a processor of its own, and the driver one? Then a driver cannot win
 * by what it leaves to the other side.
 */
public final class ApartSuite implements Suite {
    private static final List<String> PEERS = List.of("floor", "weft", "sync");
    private static final int CALLERS = 100;
    private static final int OF_THE_RESPONDER = 0;
    private static final int OF_THE_PEER = 1;

    @Override
    public String name() {
        return "call.apart";
    }

    @Override
    public boolean needsResponder() {
        return true;
    }

    @Override
    public void run(Bench bench) throws IOException {
        if (!bench.plan().isFull() && !bench.plan().suites().contains(name())) {
            bench.skip("suite " + name(), "it is for the full round, or to be asked for by its name");
            return;
        }
        if (Runtime.getRuntime().availableProcessors() < 2) {
            bench.skip("suite " + name(), "it needs two processors");
            return;
        }
        var peers = new ArrayList<Peer>();
        try (var responder = Child.startOn(OF_THE_RESPONDER, Responder.class)) {
            var uri = "mongodb://127.0.0.1:" + responder.answer();
            for (var name : bench.plan().among(PEERS)) {
                var pool = Integer.toString(bench.plan().pool());
                var child = Child.startOn(OF_THE_PEER, SubjectProcess.class, name, uri, pool);
                peers.add(bench.warm(Peer.ready(name, child)));
            }
            bench.race(
                    name(),
                    "FIND_ONE " + CALLERS,
                    new Bench.Peers(peers, false),
                    Order.closed("FIND_ONE", CALLERS, bench.plan().millis()));
        } catch (IOException e) {
            if (peers.isEmpty()) {
                bench.skip("suite " + name(), "processes cannot be bound to processors: " + e.getMessage());
            } else {
                throw e;
            }
        } finally {
            peers.forEach(Peer::close);
        }
    }
}
