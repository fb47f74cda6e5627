package dev.weft.benchmarks.rounds;

import dev.weft.benchmarks.report.Measurement.Unit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * What the callers of a round share: when the next call is due, and what the calls have come to. All times are nanoseconds since the start of
 * the round.
 *
 * <p>In an open loop the arrivals have their times from the start, and a latency counts from that time on: what a stall does to those who
 * come meanwhile is in the figures. At most as many are served at once as there are callers; the others wait their turn. Who has not had it
 * when the round is over goes unserved, and has waited at least so long.
 */
final class Tally {
    /** There is no next call. */
    static final long OVER = -1;

    private static final long SECOND_NANOS = 1_000_000_000;
    private static final long HIGHEST_NANOS = 600 * SECOND_NANOS;
    private static final int DIGITS = 3;

    private final Order order;
    private final RoundClock clock;
    private final ConcurrentHistogram latencies = new ConcurrentHistogram(HIGHEST_NANOS, DIGITS);
    private final AtomicLong arrivals = new AtomicLong();
    private final LongAdder left = new LongAdder();
    private final LongAdder unserved = new LongAdder();
    /** Each is written by its caller only, and read when all have ended. */
    private final long[] counts;

    private final long lengthNanos;
    private long startNanos;

    Tally(Order order, RoundClock clock) {
        this.order = order;
        this.clock = clock;
        this.counts = new long[order.callers()];
        this.lengthNanos = order.millis() * 1_000_000L;
    }

    /** Begins; before any caller is let go. */
    void start() {
        startNanos = clock.nanoTime();
    }

    long now() {
        return clock.nanoTime() - startNanos;
    }

    void waitUntil(long due) {
        clock.waitUntil(startNanos + due);
    }

    /** When the next call is due, which may be past already, or {@link #OVER}. Who asks must make that call. */
    long next() {
        long now = now();
        if (order.rate() == 0) {
            return now < lengthNanos ? now : OVER;
        }
        if (now >= lengthNanos) {
            return OVER;
        }
        long due = due(arrivals.getAndIncrement());
        return due < lengthNanos ? due : OVER;
    }

    /** Counts a call that was due then and is answered, or left, now. */
    void count(int caller, long due, boolean answered) {
        latencies.recordValue(Math.min(now() - due, HIGHEST_NANOS));
        counts[caller]++;
        if (!answered) {
            left.increment();
        }
    }

    /** The figures of all calls; nobody calls any more. */
    EnumMap<Unit, Double> figures() {
        long took = now();
        countUnserved(took);
        double calls = calls();
        var figures = new EnumMap<Unit, Double>(Unit.class);
        figures.put(Unit.OPS, calls * SECOND_NANOS / took);
        figures.put(Unit.P50_MILLIS, latencies.getValueAtPercentile(50) / 1e6);
        figures.put(Unit.P90_MILLIS, latencies.getValueAtPercentile(90) / 1e6);
        figures.put(Unit.P99_MILLIS, latencies.getValueAtPercentile(99) / 1e6);
        figures.put(Unit.P999_MILLIS, latencies.getValueAtPercentile(99.9) / 1e6);
        figures.put(Unit.MAX_MILLIS, latencies.getMaxValue() / 1e6);
        figures.put(Unit.LEFT_PERCENT, left.sum() * 100 / Math.max(1, calls));
        if (order.rate() == 0) {
            figures.put(Unit.FAIRNESS, fairness(counts));
        } else {
            figures.put(Unit.UNSERVED, (double) unserved.sum());
        }
        return figures;
    }

    long calls() {
        return Arrays.stream(counts).sum();
    }

    private void countUnserved(long now) {
        if (order.rate() > 0) {
            for (long next = arrivals.get(); due(next) < lengthNanos; next++) {
                unserved.increment();
                latencies.recordValue(Math.min(now - due(next), HIGHEST_NANOS));
            }
        }
    }

    private long due(long arrival) {
        return arrival * SECOND_NANOS / order.rate();
    }

    /** Jain's index (R. Jain, D. Chiu, W. Hawe, 1984): the square of the sum by n times the sum of the squares. */
    static double fairness(long... counts) {
        double sum = 0;
        double squares = 0;
        for (long count : counts) {
            sum += count;
            squares += (double) count * count;
        }
        return squares == 0 ? 1 : sum * sum / (counts.length * squares);
    }
}
