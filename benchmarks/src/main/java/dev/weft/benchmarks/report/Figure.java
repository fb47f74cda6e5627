package dev.weft.benchmarks.report;

import java.util.List;

/**
 * One figure of a measurement: what each counted round gave, in the order of the rounds.
 *
 * @param rounds at least one
 */
public record Figure(List<Double> rounds) {
    /** Copies the rounds. */
    public Figure {
        rounds = List.copyOf(rounds);
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("a figure needs at least one round");
        }
    }

    /** A figure of one round. */
    public static Figure of(double only) {
        return new Figure(List.of(only));
    }

    /** The middle of the rounds, or the mean of the two in the middle. */
    public double median() {
        var sorted = rounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The smallest round. */
    public double min() {
        return rounds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    /** The largest round. */
    public double max() {
        return rounds.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
