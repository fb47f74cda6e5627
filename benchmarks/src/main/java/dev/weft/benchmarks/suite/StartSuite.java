package dev.weft.benchmarks.suite;

import dev.weft.benchmarks.report.Measurement.Unit;
import dev.weft.benchmarks.rounds.Child;
import dev.weft.benchmarks.rounds.Figures;
import dev.weft.benchmarks.start.Jars;
import dev.weft.benchmarks.start.SyncStart;
import dev.weft.benchmarks.start.WeftStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Question: how long does it take in a fresh process to connect and to be answered a first ping, with and without the start of the JVM, and with an
 * archive of class data?
 */
public final class StartSuite implements Suite {
    private static final List<String> PEERS = List.of("weft", "sync");

    @Override
    public String name() {
        return "start";
    }

    @Override
    public void run(Bench bench) throws IOException {
        var folder = Files.createTempDirectory("start");
        try {
            var classPath = Jars.only(System.getProperty("java.class.path"), folder);
            run(bench, classPath, peer -> List.of(), "");
            run(
                    bench,
                    classPath,
                    peer -> List.of(
                            "-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + folder.resolve(peer + ".jsa")),
                    " with an archive of class data");
        } finally {
            delete(folder);
        }
    }

    /** As a user would start it. */
    private void run(Bench bench, String classPath, Flags flags, String words) throws IOException {
        var without = new LinkedHashMap<String, List<Figures>>();
        var with = new LinkedHashMap<String, List<Figures>>();
        for (int round = -1; round < bench.plan().rounds(); round++) {
            for (var peer : bench.plan().among(PEERS)) {
                var took = start(
                        peer.equals("weft") ? WeftStart.class : SyncStart.class,
                        flags.of(peer),
                        classPath,
                        bench.uri());
                // The first brings the jars into the caches of the system, and makes the archive.
                if (round >= 0) {
                    without.computeIfAbsent(peer, name -> new ArrayList<>()).add(took.without);
                    with.computeIfAbsent(peer, name -> new ArrayList<>()).add(took.with);
                }
            }
        }
        without.forEach((peer, rounds) -> bench.add(name(), "connect and first ping" + words, peer, rounds));
        with.forEach((peer, rounds) -> bench.add(name(), "the same with the start of the JVM" + words, peer, rounds));
    }

    private static Took start(Class<?> main, List<String> flags, String classPath, String uri) throws IOException {
        long begun = System.nanoTime();
        try (var child = Child.startWith(classPath, flags, main, uri)) {
            var without = Figures.parse(child.answer());
            double whole = (System.nanoTime() - begun) / 1e6;
            return new Took(without, new Figures(Map.of(Unit.TOOK_MILLIS, whole)));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** What the virtual machine of a peer is told. */
    private interface Flags {
        List<String> of(String peer);
    }

    /** With and without the start of the JVM. */
    private record Took(Figures without, Figures with) {}
}
