package dev.weft.benchmarks.rounds;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * What one round of one peer cost.
 *
 * @param callsPerSecond calls made by all callers
 * @param cpuMicros CPU time of the peer's process per call
 * @param bytes allocated per call
 * @param p50Millis median of the latencies
 * @param p99Millis 99th percentile of the latencies
 * @param maxMillis the slowest call
 * @param leftPercent share of the calls that were left before they were answered
 */
public record Figures(
        double callsPerSecond,
        double cpuMicros,
        double bytes,
        double p50Millis,
        double p99Millis,
        double maxMillis,
        double leftPercent) {

    /** The figures as one line between processes. */
    public String line() {
        return DoubleStream.of(callsPerSecond, cpuMicros, bytes, p50Millis, p99Millis, maxMillis, leftPercent)
                .mapToObj(figure -> String.format(Locale.ROOT, "%.3f", figure))
                .collect(Collectors.joining(" "));
    }

    static Figures parse(String line) {
        var figures = Arrays.stream(line.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        return new Figures(figures[0], figures[1], figures[2], figures[3], figures[4], figures[5], figures[6]);
    }

    static Figures median(List<Figures> rounds) {
        return new Figures(
                median(rounds, Figures::callsPerSecond),
                median(rounds, Figures::cpuMicros),
                median(rounds, Figures::bytes),
                median(rounds, Figures::p50Millis),
                median(rounds, Figures::p99Millis),
                median(rounds, Figures::maxMillis),
                median(rounds, Figures::leftPercent));
    }

    private static double median(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
        var sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
