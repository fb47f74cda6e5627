package dev.weft.benchmarks.report;

import static dev.weft.benchmarks.report.Reports.one;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.benchmarks.report.Measurement.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformancePageTest {
    private static final String FIND = "FIND_ONE 100";

    @TempDir
    Path folder;

    @Test
    void whatStandsOutsideTheMarksStaysAndWhatStandsBetweenThemIsMadeAnew() {
        var page = "before\n" + PerformancePage.BEGIN + "\nold figures\n" + PerformancePage.END
                + "\nafter: not reached, because\n";
        var once = PerformancePage.between(page, "new figures");
        assertTrue(once.startsWith("before\n"), once);
        assertTrue(once.endsWith(PerformancePage.END + "\nafter: not reached, because\n"), once);
        assertTrue(once.contains("new figures") && !once.contains("old figures"), once);
        assertEquals(once, PerformancePage.between(once, "new figures"));
        var half = "text " + PerformancePage.BEGIN;
        assertThrows(IllegalArgumentException.class, () -> PerformancePage.between(half, "figures"));
    }

    @Test
    void aPageSaysWhatWasMeasuredWhereAndWhichTargetsAreReached() throws IOException {
        var page = folder.resolve("performance.md");
        var report = Reports.of(
                one(FIND, "weft", Unit.OPS, 300.0, 210.0, 220.0),
                one(FIND, "sync", Unit.OPS, 100.0, 100.0, 100.0),
                one("PING 100", "weft", Unit.OPS, 150.0),
                one("PING 100", "sync", Unit.OPS, 100.0));
        PerformancePage.write(page, List.of(report));
        var text = Files.readString(page);
        assertTrue(text.contains("short round of 2026-11-27 12:00 UTC; processors 2; Java 21"), text);
        assertTrue(
                text.contains("| findOne(Document), 100 callers: throughput | at least 2.10x as good as sync |"
                        + " 220 /s (210 /s to 300 /s) | 100 /s (100 /s to 100 /s) | 2.20x (2.10x to 3.00x) | yes |"),
                text);
        assertTrue(
                text.contains(
                        "| ping: throughput | at least 2.10x as good as sync | 150 /s | 100 /s | 1.50x | **no** |"),
                text);
        assertTrue(text.contains("| ping: allocation | at most 400 B | | | | not measured |"), text);
        assertTrue(text.contains("![call: calls](performance/call.svg)"), text);
        assertTrue(Files.readString(folder.resolve("performance/call.svg")).contains("<rect"));
    }

    @Test
    void theOfficialFigureStandsBesideABoundThatIsANumber() throws IOException {
        var page = folder.resolve("performance.md");
        PerformancePage.write(
                page,
                List.of(Reports.of(
                        one("PING 100", "weft", Unit.BYTES, 300.0), one("PING 100", "sync", Unit.BYTES, 9900.0))));
        var text = Files.readString(page);
        assertTrue(text.contains("| ping: allocation | at most 400 B | 300 B | 9.90 kB | "), text);
    }

    @Test
    void aSuiteThatRunsOverNumbersOfCallersIsDrawnAsCurves() throws IOException {
        var page = folder.resolve("performance.md");
        PerformancePage.write(
                page,
                List.of(Reports.of(
                        one("FIND_ONE 1 virtual", "weft", Unit.OPS, 10.0),
                        one("FIND_ONE 100 virtual", "weft", Unit.OPS, 20.0),
                        one("FIND_ONE 10000 virtual", "weft", Unit.OPS, 30.0))));
        var plot = Files.readString(folder.resolve("performance/call.svg"));
        assertTrue(plot.contains("<polyline") && plot.contains("weft FIND_ONE virtual"), plot);
    }

    @Test
    void ratiosAreNotTakenBetweenRuns() {
        var target = Targets.ALL.getFirst();
        var ours = Reports.of(one(FIND, "weft", Unit.OPS, 300.0));
        var theirs = Reports.of(one(FIND, "sync", Unit.OPS, 100.0));
        assertFalse(target.judge(List.of(ours, theirs)).isPresent());
    }

    @Test
    void whereLessIsBetterTimesAsGoodMeansSoManyTimesLess() {
        var target = new Target("t", "call", FIND, Unit.NANOS, new Target.Bound.TimesAsGood("bson", 1.5));
        var verdict = target.judge(
                        List.of(Reports.of(one(FIND, "weft", Unit.NANOS, 100.0), one(FIND, "bson", Unit.NANOS, 160.0))))
                .orElseThrow();
        assertEquals(1.6, verdict.decides().median(), 1e-9);
        assertTrue(verdict.reached());
    }
}
