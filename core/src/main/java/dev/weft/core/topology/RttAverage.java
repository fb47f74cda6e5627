package dev.weft.core.topology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The round trips to one server: a moving average and the fastest of the last ten (server selection specification,
 * "Calculation of Average Round Trip Times"; server monitoring specification, "Measuring RTT"). Immutable.
 *
 * @param averageNanos the moving average; means nothing while there is no sample
 * @param recentNanos the last samples, oldest first
 */
public record RttAverage(double averageNanos, List<Long> recentNanos) {
    private static final double ALPHA = 0.2;
    private static final int REMEMBERED = 10;
    private static final int ENOUGH_FOR_A_MINIMUM = 2;

    /** Nothing measured: a server that is unknown. */
    public static final RttAverage NONE = new RttAverage(0, List.of());

    /** Copies the samples. */
    public RttAverage {
        recentNanos = List.copyOf(recentNanos);
    }

    /** The average after one more round trip; the first one is the average. */
    public RttAverage add(long sampleNanos) {
        var next = recentNanos.isEmpty() ? sampleNanos : ALPHA * sampleNanos + (1 - ALPHA) * averageNanos;
        var samples = new ArrayList<>(recentNanos);
        samples.add(sampleNanos);
        return new RttAverage(next, samples.subList(Math.max(0, samples.size() - REMEMBERED), samples.size()));
    }

    /** The moving average, empty when nothing was measured. */
    public Optional<Duration> average() {
        return recentNanos.isEmpty() ? Optional.empty() : Optional.of(Duration.ofNanos(Math.round(averageNanos)));
    }

    /** The fastest of the last ten, zero until there are two. */
    public Duration min() {
        return recentNanos.size() < ENOUGH_FOR_A_MINIMUM
                ? Duration.ZERO
                : Duration.ofNanos(Collections.min(recentNanos));
    }
}
