package dev.weft.benchmarks.driverbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** By hand: what the specification's formulas make of small numbers. */
class ScoresTest {
    @Test
    void percentilesAreTheNearestRanksOfTheSortedTimes() {
        // 10 times: p50 is the one at int(10 * 50 / 100) - 1 = 4, p99 that at int(9.9) - 1 = 8, p10 that at 0.
        var times = List.of(10.0, 1.0, 9.0, 2.0, 8.0, 3.0, 7.0, 4.0, 6.0, 5.0);
        assertEquals(5.0, Scores.percentile(times, 50));
        assertEquals(9.0, Scores.percentile(times, 99));
        assertEquals(1.0, Scores.percentile(times, 10));
        assertEquals(2.0, Scores.percentile(times, 25));
        assertEquals(10.0, Scores.percentile(times, 100));
        var hundred = IntStream.rangeClosed(1, 100).mapToObj(Double::valueOf).toList();
        assertEquals(98.0, Scores.percentile(hundred, 98));
    }

    @Test
    void ofFewTimesALowPercentileIsTheFirst() {
        assertEquals(7.0, Scores.percentile(List.of(7.0), 10));
        assertThrows(IllegalArgumentException.class, () -> Scores.percentile(List.of(), 50));
        assertThrows(IllegalArgumentException.class, () -> Scores.percentile(List.of(1.0), 0));
    }

    @Test
    void aScoreIsTheSizeByTheMedianTime() {
        // 16.22 MB in a median of 500 ms are 32.44 MB/s; the slow iteration does not matter.
        assertEquals(32.44, Scores.megabytesPerSecond(16.22, List.of(400.0, 500.0, 90_000.0, 510.0)), 1e-9);
    }

    @Test
    void thereAre25TasksOfTheSizesOfTheSpecification() {
        assertEquals(25, Task.values().length);
        assertEquals(75.31, Task.FLAT_ENCODING.megabytes(Task.Scale.FULL), 1e-9);
        assertEquals(0.13, Task.RUN_COMMAND.megabytes(Task.Scale.FULL), 1e-9);
        assertEquals(27.31089, Task.LARGE_CLIENT_BULK.megabytes(Task.Scale.FULL), 1e-9);
        assertEquals(5.5, Task.CLIENT_BULK_MIXED.megabytes(Task.Scale.FULL), 1e-9);
        assertEquals(52.4288, Task.GRIDFS_UPLOAD.megabytes(Task.Scale.FULL), 1e-9);
        assertEquals(565.0, Task.LDJSON_EXPORT.megabytes(Task.Scale.FULL), 1e-9);
        assertEquals(262.144, Task.GRIDFS_MULTI_UPLOAD.megabytes(Task.Scale.FULL), 1e-9);
    }

    @Test
    void compositesAreSimpleAveragesAndDriverBenchIsTheAverageOfTwo() {
        var scores = new EnumMap<Task, Double>(Task.class);
        for (var task : Task.values()) {
            scores.put(task, 10.0);
        }
        scores.put(Task.FLAT_ENCODING, 70.0); // (70 + 5 * 10) / 6 = 20
        scores.put(Task.RUN_COMMAND, 1000.0); // counts nowhere
        scores.put(Task.FIND_ONE, 40.0); // SingleBench (40 + 10 + 10) / 3 = 20, ReadBench (40 + 4 * 10) / 5 = 16
        scores.put(Task.LDJSON_IMPORT, 36.0); // WriteBench (36 + 12 * 10) / 13 = 12, ParallelBench 66 / 4 = 16.5
        var all = EnumSet.allOf(Task.class);
        assertEquals(Optional.of(20.0), Composite.BSON_BENCH.of(scores, all));
        assertEquals(Optional.of(20.0), Composite.SINGLE_BENCH.of(scores, all));
        assertEquals(Optional.of(10.0), Composite.MULTI_BENCH.of(scores, all));
        assertEquals(Optional.of(16.5), Composite.PARALLEL_BENCH.of(scores, all));
        assertEquals(Optional.of(16.0), Composite.READ_BENCH.of(scores, all));
        assertEquals(Optional.of(12.0), Composite.WRITE_BENCH.of(scores, all));
        assertEquals(Optional.of(14.0), Composite.DRIVER_BENCH.of(scores, all));
        assertEquals(11, Composite.MULTI_BENCH.tasks().size());
        assertEquals(18, Composite.DRIVER_BENCH.tasks().size());
    }

    @Test
    void aCompositeComparesOnlyOverWhatCountsAndNamesWhatItLacks() {
        Map<Task, Double> scores = Map.of(Task.FIND_ONE, 30.0, Task.FIND_MANY, 50.0, Task.GRIDFS_DOWNLOAD, 100.0);
        var common = EnumSet.of(Task.FIND_ONE, Task.FIND_MANY);
        assertEquals(Optional.of(40.0), Composite.READ_BENCH.of(scores, common));
        assertEquals(Optional.of(60.0), Composite.READ_BENCH.of(scores, scores.keySet()));
        assertEquals(
                List.of(Task.LDJSON_EXPORT, Task.GRIDFS_MULTI_DOWNLOAD), Composite.READ_BENCH.lacking(scores.keySet()));
        assertEquals(Optional.empty(), Composite.DRIVER_BENCH.of(scores, common), "nothing was written");
    }

    @Test
    void iterationsEndAtAHundredAfterAMinuteOrAfterFiveMinutes() {
        var enough = new Plan.Enough(Duration.ofMinutes(1), Duration.ofMinutes(5), 100);
        assertFalse(enough.reached(100, 59_000), "a minute at least");
        assertTrue(enough.reached(100, 60_000));
        assertFalse(enough.reached(99, 299_000));
        assertTrue(enough.reached(3, 300_000), "five minutes at most");
    }
}
