package dev.weft.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.benchmarks.report.Measurement.Unit;
import dev.weft.benchmarks.suite.Bench;
import dev.weft.benchmarks.suite.Plan;
import dev.weft.benchmarks.suite.StartSuite;
import dev.weft.benchmarks.suite.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A run as a whole. */
class BenchmarksTest {
    @Test
    void everySuiteHasANameOfItsOwn() {
        var names = Benchmarks.suites().stream().map(Suite::name).collect(Collectors.toSet());
        assertEquals(Benchmarks.suites().size(), names.size());
        assertTrue(names.containsAll(Set.of("call", "arrivals", "start", "memory", "scale.callers")), "" + names);
    }

    @Test
    void theReportHasWhatTheSuitesMeasuredAndWhatItWasTakenOn() throws IOException {
        try (var bench = new Bench(Plan.of("rounds=2", "peers=weft"), Path.of(""))) {
            new StartSuite().run(bench);
            bench.skip("a suite", "for a reason");
            var report = bench.report();
            var start = report.find("start", "connect and first ping", "weft").orElseThrow();
            var whole = report.find("start", "the same with the start of the JVM", "weft")
                    .orElseThrow();
            assertEquals(2, start.figures().get(Unit.TOOK_MILLIS).rounds().size());
            assertTrue(start.figures().get(Unit.TOOK_MILLIS).min()
                    < whole.figures().get(Unit.TOOK_MILLIS).max());
            assertEquals("for a reason", report.skipped().get("a suite"));
            assertTrue(report.machine().containsKey("processors")
                    && report.versions().containsKey("Java"));
        }
    }
}
