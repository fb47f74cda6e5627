package dev.weft.benchmarks.suite;

import dev.weft.benchmarks.peer.StartProcess;
import dev.weft.benchmarks.report.Measurement.Unit;
import dev.weft.benchmarks.rounds.Child;
import dev.weft.benchmarks.rounds.Figures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Question: how long does it take in a fresh process to connect and to be answered a first ping, with and without the start of the JVM? */
public final class StartSuite implements Suite {
    private static final List<String> PEERS = List.of("weft", "sync");

    @Override
    public String name() {
        return "start";
    }

    @Override
    public void run(Bench bench) throws IOException {
        var without = new LinkedHashMap<String, List<Figures>>();
        var with = new LinkedHashMap<String, List<Figures>>();
        for (int round = -1; round < bench.plan().rounds(); round++) {
            for (var peer : bench.plan().among(PEERS)) {
                var took = start(peer, bench.uri());
                // The first brings the jars into the caches of the system.
                if (round >= 0) {
                    without.computeIfAbsent(peer, name -> new ArrayList<>()).add(took.without);
                    with.computeIfAbsent(peer, name -> new ArrayList<>()).add(took.with);
                }
            }
        }
        without.forEach((peer, rounds) -> bench.add(name(), "connect and first ping", peer, rounds));
        with.forEach((peer, rounds) -> bench.add(name(), "the same with the start of the JVM", peer, rounds));
    }

    /** As a user would start it: without any flags. */
    private static Took start(String peer, String uri) throws IOException {
        long begun = System.nanoTime();
        try (var child = Child.start(List.of(), "", StartProcess.class, peer, uri)) {
            var without = Figures.parse(child.answer());
            double whole = (System.nanoTime() - begun) / 1e6;
            return new Took(without, new Figures(Map.of(Unit.TOOK_MILLIS, whole)));
        }
    }

    /** With and without the start of the JVM. */
    private record Took(Figures without, Figures with) {}
}
