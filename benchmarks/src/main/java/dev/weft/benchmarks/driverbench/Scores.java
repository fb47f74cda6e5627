package dev.weft.benchmarks.driverbench;

import java.util.Arrays;
import java.util.List;

/** How the specification scores the times of the iterations of a task. */
public final class Scores {
    /** The percentiles that are recorded. */
    public static final List<Integer> PERCENTILES = List.of(10, 25, 50, 75, 90, 95, 98, 99);

    private static final int MEDIAN = 50;

    private Scores() {}

    /**
     * The nearest rank: of {@code n} sorted times the one at {@code int(n * p / 100) - 1}, counted from 0; the first where that would be less.
     *
     * @param percentile 1 to 100
     */
    public static double percentile(List<Double> times, int percentile) {
        if (times.isEmpty() || percentile < 1 || percentile > 100) {
            throw new IllegalArgumentException("no percentile " + percentile + " of " + times.size() + " times");
        }
        var sorted = times.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[Math.max(0, sorted.length * percentile / 100 - 1)];
    }

    /**
     * Megabytes a second by the median time.
     *
     * @param megabytes the size of the task
     * @param millis the times of its iterations
     */
    public static double megabytesPerSecond(double megabytes, List<Double> millis) {
        return megabytes / (percentile(millis, MEDIAN) / 1_000);
    }
}
