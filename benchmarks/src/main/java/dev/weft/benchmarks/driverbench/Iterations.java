package dev.weft.benchmarks.driverbench;

import dev.weft.benchmarks.report.Figure;
import dev.weft.benchmarks.report.Measurement;
import dev.weft.benchmarks.report.Measurement.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the iterations of one task took with one driver. */
final class Iterations {
    private static final double NANOS_PER_MILLI = 1e6;

    private final List<Double> millis = new ArrayList<>();
    private final List<Double> cpuMicros = new ArrayList<>();
    private final List<Double> bytes = new ArrayList<>();
    private double total;

    /** Adds one, as a process tells it. */
    void add(String told, int operations) {
        var words = told.split(" ", -1);
        double took = Double.parseDouble(words[0]) / NANOS_PER_MILLI;
        millis.add(took);
        cpuMicros.add(Double.parseDouble(words[1]) / 1_000 / operations);
        bytes.add(Double.parseDouble(words[2]) / operations);
        total += took;
    }

    int count() {
        return millis.size();
    }

    /** All of them together. */
    double totalMillis() {
        return total;
    }

    double score(double megabytes) {
        return Scores.megabytesPerSecond(megabytes, millis);
    }

    double millis(int percentile) {
        return Scores.percentile(millis, percentile);
    }

    /** Every iteration, so that whoever reads it can take any percentile; CPU time and bytes are those of one operation. */
    Measurement measurement(String suite, Task task, String peer, double megabytes) {
        Map<Unit, Figure> figures = new LinkedHashMap<>();
        figures.put(
                Unit.MB_PER_SECOND,
                new Figure(
                        millis.stream().map(took -> megabytes / (took / 1_000)).toList()));
        figures.put(Unit.CPU_MICROS, new Figure(cpuMicros));
        figures.put(Unit.BYTES, new Figure(bytes));
        figures.put(Unit.TOOK_MILLIS, new Figure(millis));
        return new Measurement(suite, task.title(), peer, figures);
    }
}
