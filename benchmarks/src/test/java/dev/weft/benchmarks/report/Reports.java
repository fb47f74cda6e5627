package dev.weft.benchmarks.report;

import dev.weft.benchmarks.report.Measurement.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Reports for tests. */
final class Reports {
    private Reports() {}

    static Report of(Measurement... measurements) {
        return new Report(
                "short",
                Instant.parse("2026-11-27T12:00:00Z"),
                Map.of("processors", "2"),
                Map.of("Java", "21"),
                Map.of(),
                List.of(measurements));
    }

    static Measurement one(String shape, String peer, Unit unit, Double... rounds) {
        return new Measurement("call", shape, peer, Map.of(unit, new Figure(List.of(rounds))));
    }
}
