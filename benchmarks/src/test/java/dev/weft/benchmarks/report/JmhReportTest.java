package dev.weft.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.benchmarks.report.Measurement.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

class JmhReportTest {
    private static final String JSON = """
            [{"jmhVersion": "1.37", "vmName": "VM", "vmVersion": "21+1", "jvmArgs": ["-Xmx1g", "-Dsecret=x"], "benchmark": "dev.weft.benchmarks.wire.BsonBenchmark.encode", "mode": "avgt",
              "params": {"by": "WEFT", "document": "FLAT", "callers": "10", "virtual": "false"},
              "primaryMetric": {"score": 2.5, "scoreError": "NaN", "scoreUnit": "us/op", "rawData": [[2.0, 3], [2.5]]},
              "secondaryMetrics": {
                "gc.alloc.rate": {"score": 1.0, "scoreUnit": "MB/sec", "rawData": [[1.0]]},
                "gc.alloc.rate.norm": {"score": 40.0, "scoreUnit": "B/op", "rawData": [[40.0, 41.0], [40.0]]}}}]
            """;

    @Test
    void everyIterationIsARoundInNanosecondsAndTheBytesComeAlong() {
        var one = JmhReport.measurements(JSON).getFirst();
        assertEquals("wire", one.suite());
        assertEquals("encode FLAT callers 10 not virtual", one.shape());
        assertEquals("weft", one.peer());
        assertEquals(new Figure(List.of(2000.0, 3000.0, 2500.0)), one.figures().get(Unit.NANOS));
        assertEquals(new Figure(List.of(40.0, 41.0, 40.0)), one.figures().get(Unit.BYTES));
    }

    @Test
    void theVirtualMachineIsTheOneThatWasMeasured() {
        var versions = JmhReport.versions(JSON);
        assertEquals("VM 21+1", versions.get("Java"));
        assertEquals("-Xmx1g", versions.get("flags"));
    }

    @Test
    void throughputIsRefusedByTheNameOfItsUnit() {
        assertThrows(IllegalArgumentException.class, () -> JmhReport.measurements(JSON.replace("us/op", "ops/s")));
    }
}
