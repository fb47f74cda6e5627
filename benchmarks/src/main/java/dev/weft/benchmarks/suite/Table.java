package dev.weft.benchmarks.suite;

import dev.weft.benchmarks.report.Figure;
import dev.weft.benchmarks.report.Measurement;
import dev.weft.benchmarks.report.Measurement.Unit;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Lines for who watches: the medians, and how far the rounds of the first figure were apart. */
final class Table {
    private static final Map<Unit, String> NAMES = Map.ofEntries(
            Map.entry(Unit.OPS, "ops/s"),
            Map.entry(Unit.MB_PER_SECOND, "MB/s"),
            Map.entry(Unit.CPU_MICROS, "CPU us"),
            Map.entry(Unit.BYTES, "bytes"),
            Map.entry(Unit.MOVED_BYTES, "moved"),
            Map.entry(Unit.P50_MILLIS, "p50 ms"),
            Map.entry(Unit.P90_MILLIS, "p90"),
            Map.entry(Unit.P99_MILLIS, "p99"),
            Map.entry(Unit.P999_MILLIS, "p99.9"),
            Map.entry(Unit.MAX_MILLIS, "max"),
            Map.entry(Unit.FAIRNESS, "fair"),
            Map.entry(Unit.LEFT_PERCENT, "left %"),
            Map.entry(Unit.UNSERVED, "unserved"),
            Map.entry(Unit.HEAP_BYTES, "heap B"),
            Map.entry(Unit.DIRECT_BYTES, "direct B"),
            Map.entry(Unit.HELD_BYTES, "each B"),
            Map.entry(Unit.TOOK_MILLIS, "took ms"));

    private static String lastShape = "";

    private Table() {}

    static void print(Measurement measurement) {
        var shape = measurement.suite() + ": " + measurement.shape();
        if (!shape.equals(lastShape)) {
            lastShape = shape;
            System.out.println(System.lineSeparator() + shape);
        }
        var figures = measurement.figures().entrySet().stream()
                .filter(each ->
                        each.getKey() != Unit.LEFT_PERCENT || each.getValue().max() > 0)
                .map(each -> NAMES.getOrDefault(each.getKey(), each.getKey().name()) + " "
                        + number(each.getValue().median()))
                .collect(Collectors.joining("  "));
        System.out.printf(Locale.ROOT, "  %-14s %s%s%n", measurement.peer(), figures, spread(measurement));
    }

    private static String spread(Measurement measurement) {
        return measurement.figures().values().stream()
                .findFirst()
                .map(Table::spread)
                .orElse("");
    }

    private static String spread(Figure first) {
        return "  (" + number(first.min()) + " to " + number(first.max()) + ")";
    }

    /** Three digits of small numbers, whole large ones. */
    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.3g", value);
    }
}
