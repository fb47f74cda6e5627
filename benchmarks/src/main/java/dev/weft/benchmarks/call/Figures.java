package dev.weft.benchmarks.call;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** What one round of one peer cost: calls a second, then per call CPU in microseconds and bytes, then milliseconds. */
record Figures(
        double callsPerSecond, double cpuMicros, double bytes, double p50Millis, double p99Millis, double maxMillis) {

    String line() {
        return DoubleStream.of(callsPerSecond, cpuMicros, bytes, p50Millis, p99Millis, maxMillis)
                .mapToObj(figure -> String.format(Locale.ROOT, "%.3f", figure))
                .collect(Collectors.joining(" "));
    }

    static Figures parse(String line) {
        var figures = Arrays.stream(line.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        return new Figures(figures[0], figures[1], figures[2], figures[3], figures[4], figures[5]);
    }

    /** Each figure's own median over the rounds. */
    static Figures median(List<Figures> rounds) {
        return new Figures(
                median(rounds, Figures::callsPerSecond),
                median(rounds, Figures::cpuMicros),
                median(rounds, Figures::bytes),
                median(rounds, Figures::p50Millis),
                median(rounds, Figures::p99Millis),
                median(rounds, Figures::maxMillis));
    }

    private static double median(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
        var sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
