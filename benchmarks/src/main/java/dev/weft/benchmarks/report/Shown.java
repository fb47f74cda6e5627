package dev.weft.benchmarks.report;

import dev.weft.benchmarks.report.Measurement.Unit;
import java.util.Locale;

/** Figures for people: three digits that mean something, and the unit behind them. */
final class Shown {
    private static final double KILO = 1_000;

    private Shown() {}

    /** The median with the smallest and the largest round behind it, where there were several. */
    static String of(Unit unit, Figure figure) {
        var median = of(unit, figure.median());
        return figure.rounds().size() == 1
                ? median
                : median + " (" + of(unit, figure.min()) + " to " + of(unit, figure.max()) + ")";
    }

    static String of(Unit unit, double value) {
        var sign = sign(unit);
        return sign.equals("B") || sign.equals("/s") ? scaled(value, sign) : (number(value) + " " + sign).strip();
    }

    /** What stands behind a figure; a unit's name ends with what it counts. */
    static String sign(Unit unit) {
        var name = unit.name();
        if (name.endsWith("BYTES")) {
            return "B";
        }
        if (name.endsWith("MILLIS")) {
            return "ms";
        }
        return switch (unit) {
            case OPS -> "/s";
            case MB_PER_SECOND -> "MB/s";
            case NANOS -> "ns";
            case CPU_MICROS -> "us";
            default -> name.endsWith("PERCENT") ? "%" : "";
        };
    }

    /** What a column of such figures is headed with. */
    static String name(Unit unit) {
        return switch (unit) {
            case OPS -> "calls";
            case MB_PER_SECOND -> "throughput";
            case NANOS -> "time";
            case CPU_MICROS -> "CPU time";
            case BYTES -> "allocated";
            case HEAP_BYTES -> "heap";
            case TOOK_MILLIS -> "took";
            case P999_MILLIS -> "p99.9";
            default ->
                unit.name()
                        .toLowerCase(Locale.ROOT)
                        .replaceFirst("_(millis|bytes|percent)$", "")
                        .replace('_', ' ');
        };
    }

    static String times(double factor) {
        return number(factor) + "x";
    }

    static String times(Figure factor) {
        return factor.rounds().size() == 1
                ? times(factor.median())
                : times(factor.median()) + " (" + times(factor.min()) + " to " + times(factor.max()) + ")";
    }

    private static String scaled(double value, String unit) {
        if (value >= KILO * KILO) {
            return number(value / KILO / KILO) + " M" + unit;
        }
        return value >= KILO ? number(value / KILO) + " k" + unit : number(value) + " " + unit;
    }

    /** Three digits: 1234, 123, 12.3, 1.23. */
    static String number(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
