package dev.weft.benchmarks.call;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Question: what does one call cost through Weft, beside the official sync driver and a bare channel?
 *
 * <p>A responder and one process per peer; the rounds are interleaved (A B C A B C ...), the first is thrown away as
 * warm-up, and each figure is its median. Only ratios within one run mean anything: the machine's speed changes from day
 * to day. Arguments: those of {@link Plan}, as {@code name=value}.
 */
public final class CallBenchmark {
    private CallBenchmark() {}

    /** Runs all shapes and prints a table for each; exits with an error when a peer dies. */
    public static void main(String[] args) throws IOException {
        var plan = Plan.of(args);
        System.out.println("Java " + Runtime.version() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, " + plan);
        try (var responder = Child.start(Responder.class)) {
            var port = responder.answer();
            for (var shape : plan.shapes()) {
                int colon = shape.indexOf(':');
                run(Subject.Call.valueOf(shape.substring(0, colon)), shape.substring(colon + 1), port, plan);
            }
        }
    }

    private static void run(Subject.Call call, String callers, String port, Plan plan) throws IOException {
        var peers = new ArrayList<Peer>();
        try {
            for (var name : plan.peers()) {
                if (!name.equals("floor") || call == Subject.Call.FIND_ONE || call == Subject.Call.FIND_ONE_RAW) {
                    var child = Child.start(SubjectProcess.class, name, port, Integer.toString(plan.pool()));
                    peers.add(new Peer(name, child, new ArrayList<>()));
                }
            }
            var order = call + " " + callers + " " + plan.millis() + " " + plan.threads();
            for (int round = -plan.warmups(); round < plan.rounds(); round++) {
                oneRound(peers, order, round >= 0);
            }
        } finally {
            for (var peer : peers) {
                peer.child.close();
            }
        }
        System.out.printf(Locale.ROOT, "%n%s, %s callers%n", call, callers);
        print(peers);
    }

    private static void oneRound(List<Peer> peers, String order, boolean counts) throws IOException {
        for (var peer : peers) {
            peer.child.order(order);
            var figures = Figures.parse(peer.child.answer());
            if (counts) {
                peer.rounds.add(figures);
            }
        }
    }

    private static void print(List<Peer> peers) {
        System.out.printf(
                Locale.ROOT,
                "%-9s %10s %9s %9s %9s %9s %9s   relative to official: ops, CPU%n",
                "peer",
                "ops/s",
                "CPU us",
                "bytes",
                "p50 ms",
                "p99 ms",
                "max ms");
        var official =
                peers.stream().filter(peer -> peer.name.equals("official")).findFirst();
        for (var peer : peers) {
            var median = Figures.median(peer.rounds);
            var base = Figures.median(official.orElse(peer).rounds);
            System.out.printf(
                    Locale.ROOT,
                    "%-9s %10.0f %9.1f %9.0f %9.3f %9.3f %9.3f   %.2f, %.2f%n",
                    peer.name,
                    median.callsPerSecond(),
                    median.cpuMicros(),
                    median.bytes(),
                    median.p50Millis(),
                    median.p99Millis(),
                    median.maxMillis(),
                    median.callsPerSecond() / base.callsPerSecond(),
                    median.cpuMicros() / base.cpuMicros());
        }
    }

    /** One peer with its process and the figures of its counted rounds. */
    private record Peer(String name, Child child, List<Figures> rounds) {}

    /** A child process that is spoken to in lines. */
    private record Child(Process process, PrintWriter orders, BufferedReader answers) implements AutoCloseable {
        static Child start(Class<?> main, String... args) throws IOException {
            var command = new ArrayList<String>();
            command.add(ProcessHandle.current().info().command().orElse("java"));
            command.addAll(List.of("-Xms1g", "-Xmx1g", "-cp", System.getProperty("java.class.path"), main.getName()));
            command.addAll(List.of(args));
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new Child(
                    process,
                    new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true),
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
        }

        void order(String line) {
            orders.println(line);
        }

        String answer() throws IOException {
            var line = answers.readLine();
            if (line == null) {
                throw new IOException("a process of the benchmark has died; its message stands above");
            }
            return line;
        }

        @Override
        public void close() {
            orders.close();
            process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
            process.destroyForcibly();
        }
    }
}
