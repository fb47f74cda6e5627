package dev.weft.benchmarks.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one peer did in one shape of one suite.
 *
 * @param suite what kind of question it answers, such as {@code call}, {@code scale.callers}, {@code driverbench}
 * @param shape what was done, such as {@code FIND_ONE 100}
 * @param peer who did it, such as {@code weft} or {@code sync}
 * @param figures by the names of {@link Unit}, in the order in which they are shown
 */
public record Measurement(String suite, String shape, String peer, Map<Unit, Figure> figures) {
    /** Keeps the order of the figures. */
    public Measurement {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /** What a figure counts. */
    public enum Unit {
        /** Calls a second by all callers; more is better. */
        OPS,
        /** Bytes moved a second, in millions; more is better. */
        MB_PER_SECOND,
        /** Wall-clock time of one call, in nanoseconds: what JMH measures. */
        NANOS,
        /** CPU time of the peer's process per call, in microseconds. */
        CPU_MICROS,
        /** Bytes allocated in the peer's process per call. Does not depend on the machine. */
        BYTES,
        /** Bytes that the documents of one call have. */
        MOVED_BYTES,
        /** Median of the latencies, in milliseconds. */
        P50_MILLIS,
        P90_MILLIS,
        P99_MILLIS,
        P999_MILLIS,
        MAX_MILLIS,
        /** Fairness among callers by Jain's index: 1 when all got the same number of calls, 1/n when one got all. */
        FAIRNESS,
        /** Share of the calls that were left before they were answered. */
        LEFT_PERCENT,
        /** Arrivals of an open loop that nobody was free to serve before the round was over; their waiting counts among the latencies. */
        UNSERVED,
        /** Heap in use, in bytes. */
        HEAP_BYTES,
        /** Memory outside of the heap that buffers hold, in bytes. */
        DIRECT_BYTES,
        /** Heap that each of them holds, be it a connection, a caller or a cursor; in bytes. */
        HELD_BYTES,
        /** Wall-clock time of a whole piece of work, in milliseconds. */
        TOOK_MILLIS;

        /** Whether a larger figure is the better one. */
        public boolean moreIsBetter() {
            return this == OPS || this == MB_PER_SECOND || this == FAIRNESS;
        }
    }
}
