package dev.weft.benchmarks.report;

import static dev.weft.benchmarks.report.Reports.one;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.benchmarks.report.Check.Mode;
import dev.weft.benchmarks.report.Measurement.Unit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckTest {
    private static final String FIND = "FIND_ONE 100 virtual";

    private final Report allocated = Reports.of(one(FIND, "weft", Unit.BYTES, 2000.0, 2010.0));

    @Test
    void anAllocationThatGrewBeyondTheToleranceIsFound() {
        assertFalse(passes(Mode.ALLOCATION, allocated, Reports.of(one(FIND, "weft", Unit.BYTES, 2093.0))));
        assertTrue(
                passes(Mode.ALLOCATION, allocated, Reports.of(one(FIND, "weft", Unit.BYTES, 2091.0))), "3 % and 32 B");
    }

    @Test
    void oneNoisyRoundIsNoGrowthOfAllocation() {
        assertTrue(
                passes(Mode.ALLOCATION, allocated, Reports.of(one(FIND, "weft", Unit.BYTES, 9000.0, 2005.0, 3000.0))));
    }

    @Test
    void aRowThatIsMissingFailsUnlessItIsNamed() {
        var now = Reports.of(one("PING 1 virtual", "weft", Unit.BYTES, 400.0));
        assertFalse(passes(Mode.ALLOCATION, allocated, now));
        assertTrue(passes(Mode.ALLOCATION, allocated, now, "call " + FIND));
        assertFalse(
                passes(Mode.ALLOCATION, allocated, Reports.of(one(FIND, "weft", Unit.BYTES, 4000.0)), "call " + FIND),
                "a row that is there is compared, whatever may be missing");
    }

    @Test
    void throughputIsComparedAsTheRatioToThePeerOfTheSameRun() {
        var earlier = Reports.of(
                one(FIND, "weft", Unit.OPS, 200.0, 220.0, 210.0), one(FIND, "sync", Unit.OPS, 100.0, 110.0, 105.0));
        var slowDay = Reports.of(
                one(FIND, "weft", Unit.OPS, 19.0, 18.5, 20.0), one(FIND, "sync", Unit.OPS, 10.0, 10.0, 10.0));
        assertTrue(passes(Mode.THROUGHPUT, earlier, slowDay), "a machine ten times slower, and 5 % of noise");
        var worse = Reports.of(one(FIND, "weft", Unit.OPS, 220.0), one(FIND, "sync", Unit.OPS, 130.0));
        assertFalse(passes(Mode.THROUGHPUT, earlier, worse), "1.69 times where it was 2 times");
        assertFalse(
                passes(Mode.THROUGHPUT, earlier, Reports.of(one(FIND, "weft", Unit.OPS, 220.0))),
                "nobody to compare with");
    }

    @Test
    void theFloorIsTheYardstickWhereTheOfficialDriverDidNotRun() {
        var earlier = Reports.of(one(FIND, "weft", Unit.OPS, 80.0), one(FIND, "floor", Unit.OPS, 100.0));
        var now = Reports.of(one(FIND, "weft", Unit.OPS, 70.0), one(FIND, "floor", Unit.OPS, 100.0));
        var row = Check.compare(Mode.THROUGHPUT, earlier, now, List.of()).getFirst();
        assertEquals(0.8, row.was(), 1e-9);
        assertEquals(0.7, row.is(), 1e-9);
        assertFalse(row.fine());
    }

    @Test
    void nanosecondsOfBsonAreComparedWithTheOtherCodecOfTheSameRun() {
        var earlier = Reports.of(
                one("encode FLAT", "weft", Unit.NANOS, 100.0), one("encode FLAT", "bson", Unit.NANOS, 300.0));
        var row = Check.compare(
                        Mode.THROUGHPUT,
                        earlier,
                        Reports.of(
                                one("encode FLAT", "weft", Unit.NANOS, 400.0, 420.0, 440.0),
                                one("encode FLAT", "bson", Unit.NANOS, 900.0, 840.0, 830.0)),
                        List.of())
                .getFirst();
        assertEquals(3, row.was(), 1e-9);
        assertEquals(2, row.is(), 1e-9, "of the medians");
        assertFalse(row.fine());
    }

    @Test
    void callsThatComeAtAGivenRateSayNothingOfThroughput() {
        var earlier =
                Reports.of(new Measurement("arrivals", FIND, "weft", Map.of(Unit.OPS, new Figure(List.of(200.0)))));
        assertEquals(List.of(), Check.compare(Mode.THROUGHPUT, earlier, earlier, List.of()));
    }

    @Test
    void aComparisonOfNothingDoesNotPass() {
        assertFalse(passes(Mode.ALLOCATION, Reports.of(), allocated));
    }

    private static boolean passes(Mode mode, Report earlier, Report now, String... mayBeMissing) {
        var printed = new ByteArrayOutputStream();
        return Check.passes(
                Check.compare(mode, earlier, now, List.of(mayBeMissing)),
                new PrintStream(printed, true, StandardCharsets.UTF_8));
    }
}
