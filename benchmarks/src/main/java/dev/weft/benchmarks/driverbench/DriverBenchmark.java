package dev.weft.benchmarks.driverbench;

import dev.weft.benchmarks.report.Machine;
import dev.weft.benchmarks.report.Report;
import dev.weft.benchmarks.report.ReportJson;
import dev.weft.benchmarks.rounds.Child;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Question: how do Weft and the official driver score in the driver benchmark of the specifications?
 *
 * <p>A process per driver, each with a database of its own ({@code perftest_NAME}, where the specification has {@code perftest}), so that the
 * iterations of a task can be interleaved (A B A B ...): a slow minute of the machine hits both alike. A task that a driver does not offer, or
 * that fails, is named and left out, and a composite says which tasks it lacks. Arguments: those of {@link Plan}, as {@code name=value}.
 */
public final class DriverBenchmark {
    private final Plan plan;
    private final Map<String, Child> drivers = new LinkedHashMap<>();
    private final Map<String, Map<Task, Iterations>> results = new LinkedHashMap<>();
    private final Map<String, String> skipped = new LinkedHashMap<>();

    private DriverBenchmark(Plan plan) {
        this.plan = plan;
    }

    /** Prints scores as they come, composites at the end, and writes the report. */
    public static void main(String[] args) throws IOException {
        var plan = Plan.of(args);
        var at = Instant.now();
        var benchmark = new DriverBenchmark(plan);
        var data = DataSet.unpack(plan.data(), plan.unpacked(), plan.scale());
        try {
            for (var peer : plan.peers()) {
                benchmark.start(peer, data);
            }
            System.out.println(
                    Machine.describe() + " " + Machine.versions() + ", " + plan.round() + " round on " + plan.server());
            for (var task : plan.tasks()) {
                benchmark.run(task, data);
            }
        } finally {
            benchmark.drivers.values().forEach(Child::close);
        }
        var summary = new Summary(plan, benchmark.results, benchmark.skipped);
        summary.print(System.out);
        var report = new Report(
                plan.round(), at, Machine.describe(), Machine.versions(), summary.leftOut(), summary.measurements());
        ReportJson.write(report, plan.result());
        System.out.println("Written to " + plan.result().getFileName());
    }

    private void start(String peer, DataSet data) throws IOException {
        var scale = plan.scale();
        drivers.put(
                peer,
                Child.start(
                        DriverProcess.class,
                        peer,
                        plan.uri(),
                        data.folder().toString(),
                        Integer.toString(scale.documents()),
                        Integer.toString(scale.largeDocuments()),
                        Integer.toString(scale.files()),
                        Integer.toString(scale.photos())));
        results.put(peer, new LinkedHashMap<>());
    }

    private void run(Task task, DataSet data) throws IOException {
        var missing = data.missing(task);
        if (missing.isPresent()) {
            drivers.keySet().forEach(peer -> skip(task, peer, missing.get()));
            print(task, Map.of());
            return;
        }
        Map<String, Iterations> running = new LinkedHashMap<>();
        for (var peer : drivers.keySet()) {
            var answer = ask(peer, "setup " + task);
            if (answer.equals("ready")) {
                running.put(peer, new Iterations());
            } else {
                skip(task, peer, answer);
            }
        }
        for (int i = 0; i < plan.warmups(); i++) {
            iterate(task, running, false);
        }
        Map<String, Iterations> left = new LinkedHashMap<>(running);
        while (!left.isEmpty()) {
            iterate(task, left, true);
            running.keySet().removeIf(peer -> skipped.containsKey(name(task, peer)));
            left.values().removeIf(done -> plan.enough().reached(done.count(), done.totalMillis()));
        }
        running.forEach(
                (peer, iterations) -> results.getOrDefault(peer, Map.of()).put(task, iterations));
        for (var peer : drivers.keySet()) {
            ask(peer, "end");
        }
        print(task, running);
    }

    /** One iteration of each driver; whose fails is out. */
    private void iterate(Task task, Map<String, Iterations> running, boolean counts) throws IOException {
        for (var peer : drivers.keySet()) {
            var iterations = running.get(peer);
            if (iterations == null) {
                continue;
            }
            var answer = ask(peer, "run");
            if (answer.startsWith("failed")) {
                skip(task, peer, answer);
                running.remove(peer);
            } else if (counts) {
                iterations.add(answer, task.operations(plan.scale()));
            }
        }
    }

    private String ask(String peer, String order) throws IOException {
        var driver = drivers.get(peer);
        if (driver == null) {
            throw new IllegalArgumentException("no driver is called " + peer);
        }
        driver.order(order);
        return driver.answer();
    }

    private void skip(Task task, String peer, String answer) {
        skipped.put(name(task, peer), answer.equals("absent") ? "not offered yet" : answer);
    }

    private String name(Task task, String peer) {
        return plan.suite() + ", " + task.title() + ", " + peer;
    }

    private void print(Task task, Map<String, Iterations> finished) {
        var line = new StringBuilder(String.format(Locale.ROOT, "%-48s", task.title()));
        for (var peer : plan.peers()) {
            var iterations = finished.get(peer);
            if (iterations == null) {
                line.append("  ").append(peer).append(' ').append(skipped.get(name(task, peer)));
            } else {
                line.append(String.format(
                        Locale.ROOT,
                        "  %s %8.2f MB/s (%d)",
                        peer,
                        iterations.score(task.megabytes(plan.scale())),
                        iterations.count()));
            }
        }
        System.out.println(line);
    }
}
