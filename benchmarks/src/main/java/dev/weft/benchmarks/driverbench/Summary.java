package dev.weft.benchmarks.driverbench;

import dev.weft.benchmarks.report.Figure;
import dev.weft.benchmarks.report.Measurement;
import dev.weft.benchmarks.report.Measurement.Unit;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run comes to.
 *
 * @param plan what was run
 * @param results the iterations of each driver
 * @param skipped what was left out, and why
 */
record Summary(Plan plan, Map<String, Map<Task, Iterations>> results, Map<String, String> skipped) {
    /** The tasks; then the composites that lack none of theirs; then all over the tasks that all drivers have, which alone compare. */
    List<Measurement> measurements() {
        var all = new ArrayList<Measurement>();
        for (var task : Task.values()) {
            results.forEach((peer, tasks) -> {
                var iterations = tasks.get(task);
                if (iterations != null) {
                    all.add(iterations.measurement(plan.suite(), task, peer, task.megabytes(plan.scale())));
                }
            });
        }
        composites(plan.suite() + ".composite", EnumSet.allOf(Task.class)).stream()
                .filter(this::isWhole)
                .forEach(all::add);
        all.addAll(composites(plan.suite() + ".common", common()));
        return all;
    }

    private boolean isWhole(Measurement measurement) {
        var scored = scores(measurement.peer()).keySet();
        return Arrays.stream(Composite.values())
                .anyMatch(composite -> composite.title().equals(measurement.shape())
                        && composite.lacking(scored).isEmpty());
    }

    private List<Measurement> composites(String suite, Set<Task> counting) {
        var all = new ArrayList<Measurement>();
        for (var composite : Composite.values()) {
            results.keySet()
                    .forEach(peer -> composite
                            .of(scores(peer), counting)
                            .ifPresent(score -> all.add(new Measurement(
                                    suite, composite.title(), peer, Map.of(Unit.MB_PER_SECOND, Figure.of(score))))));
        }
        return all;
    }

    private Map<Task, Double> scores(String peer) {
        Map<Task, Double> scores = new EnumMap<>(Task.class);
        results.getOrDefault(peer, Map.of())
                .forEach((task, iterations) -> scores.put(task, iterations.score(task.megabytes(plan.scale()))));
        return scores;
    }

    private Set<Task> common() {
        var common = EnumSet.allOf(Task.class);
        results.keySet().forEach(peer -> common.retainAll(scores(peer).keySet()));
        return common;
    }

    /** What was left out, and for each driver the tasks that its composites lack. */
    Map<String, String> leftOut() {
        var all = new LinkedHashMap<>(skipped);
        for (var peer : results.keySet()) {
            for (var composite : Composite.values()) {
                var lacking = composite.lacking(scores(peer).keySet());
                if (!lacking.isEmpty()) {
                    all.put(plan.suite() + ", " + composite.title() + ", " + peer, "lacks " + titles(lacking));
                }
            }
        }
        return all;
    }

    private static String titles(List<Task> tasks) {
        return tasks.stream().map(Task::title).distinct().collect(Collectors.joining(", "));
    }

    void print(PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%nPercentiles of the iterations in milliseconds: %s%n",
                Scores.PERCENTILES.stream().map(p -> "p" + p).collect(Collectors.joining(" ")));
        results.forEach((peer, tasks) -> tasks.forEach((task, iterations) -> out.printf(
                Locale.ROOT,
                "%-48s %-5s %s%n",
                task.title(),
                peer,
                Scores.PERCENTILES.stream()
                        .map(p -> String.format(Locale.ROOT, "%.1f", iterations.millis(p)))
                        .collect(Collectors.joining(" ")))));
        out.printf(Locale.ROOT, "%nComposites in MB/s; to compare, only over the tasks that all have%n");
        Arrays.stream(Composite.values()).forEach(composite -> print(composite, out));
    }

    private void print(Composite composite, PrintStream out) {
        for (var peer : results.keySet()) {
            var scores = scores(peer);
            var lacking = composite.lacking(scores.keySet());
            out.printf(
                    Locale.ROOT,
                    "%-14s %-5s to compare %9s, own %9s%s%n",
                    composite.title(),
                    peer,
                    composite.of(scores, common()).map(Summary::shown).orElse("none"),
                    composite.of(scores, scores.keySet()).map(Summary::shown).orElse("none"),
                    lacking.isEmpty() ? "" : ", lacks " + titles(lacking));
        }
    }

    private static String shown(double score) {
        return String.format(Locale.ROOT, "%.2f", score);
    }
}
