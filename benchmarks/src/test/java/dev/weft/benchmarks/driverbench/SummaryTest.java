package dev.weft.benchmarks.driverbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.benchmarks.report.Measurement;
import dev.weft.benchmarks.report.Measurement.Unit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private final Plan plan = Plan.of(new String[] {"uri=mongodb://nowhere", "server=test"});

    @Test
    void driversAreComparedOverWhatBothHaveAndAnIncompleteCompositeIsNoFigure() {
        var summary = new Summary(plan, Map.of("weft", iterations(false), "sync", iterations(true)), Map.of());
        var measurements = summary.measurements();
        assertEquals(List.of("BSONBench", "SingleBench"), shapes(measurements, "driverbench.test.composite", "weft"));
        assertTrue(shapes(measurements, "driverbench.test.composite", "sync").contains("DriverBench"));
        // Everything takes a second, so a score is a size. Both have FIND_ONE, FIND_MANY (16.22 each) and the export of
        // 4 files (22.6).
        double read = (16.22 + 16.22 + 22.6) / 3;
        assertEquals(read, score(measurements, "weft"), 1e-9);
        assertEquals(read, score(measurements, "sync"), 1e-9);
        var left = summary.leftOut();
        assertTrue(left.get("driverbench.test, ReadBench, weft").contains("GridFS download"), left.toString());
        assertFalse(left.containsKey("driverbench.test, ReadBench, sync"), left.toString());
        assertFalse(left.containsKey("driverbench.test, BSONBench, weft"), left.toString());
    }

    private static double score(List<Measurement> measurements, String peer) {
        return measurements.stream()
                .filter(one -> one.suite().equals("driverbench.test.common")
                        && one.peer().equals(peer))
                .filter(one -> one.shape().equals("ReadBench"))
                .map(one -> one.figures().get(Unit.MB_PER_SECOND).median())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> shapes(List<Measurement> measurements, String suite, String peer) {
        return measurements.stream()
                .filter(one -> one.suite().equals(suite) && one.peer().equals(peer))
                .map(Measurement::shape)
                .toList();
    }

    private static Map<Task, Iterations> iterations(boolean gridFs) {
        var all = new EnumMap<Task, Iterations>(Task.class);
        for (var task : Task.values()) {
            if (gridFs || !task.name().startsWith("GRIDFS")) {
                var iterations = new Iterations();
                iterations.add("1000000000 500000000 1000", 10);
                all.put(task, iterations);
            }
        }
        return all;
    }
}
