package dev.weft.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.benchmarks.report.Measurement.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportJsonTest {
    @Test
    void whatIsWrittenIsReadBackWithEveryRoundInItsOrder(@TempDir Path folder) throws IOException {
        var figures = new LinkedHashMap<Unit, Figure>();
        figures.put(Unit.P99_MILLIS, new Figure(List.of(1.0, 0.1 + 0.2, 1e300, Double.POSITIVE_INFINITY)));
        figures.put(Unit.OPS, Figure.of(123_456_789_012.0));
        var report = new Report(
                "full",
                Instant.parse("2026-11-27T12:34:56.789Z"),
                Map.of("processor", "a \"quoted\" name"),
                Map.of("flags", "none"),
                Map.of("motor", "needs Python"),
                List.of(new Measurement("scale.callers", "FIND_ONE 100 virtual", "weft", figures)));
        var file = folder.resolve("results/run.json");
        ReportJson.write(report, file);
        var read = ReportJson.read(file);
        assertEquals(report, read);
        assertEquals(
                List.of(Unit.P99_MILLIS, Unit.OPS),
                List.copyOf(read.measurements().getFirst().figures().keySet()));
    }

    @Test
    void aFileThatIsNoReportIsNamedInTheError(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("other.json"), "{\"round\": \"short\"}");
        var error = assertThrows(IllegalArgumentException.class, () -> ReportJson.read(file));
        assertTrue(error.getMessage().contains("other.json"), error.getMessage());
        assertTrue(error.getMessage().contains("measurements"), error.getMessage());
    }
}
