package dev.weft.benchmarks.peer;

import dev.weft.benchmarks.report.Measurement.Unit;
import dev.weft.benchmarks.rounds.Figures;
import java.util.Map;

/** A fresh process that connects, pings once, says how long that took, and ends. */
public final class StartProcess {
    private StartProcess() {}

    /** Arguments: the peer's name, a connection string. */
    public static void main(String[] args) throws Exception {
        long start = System.nanoTime();
        try (var subject = SubjectProcess.blocking(args[0], args[1], 100)) {
            subject.job(new Work(Work.Call.PING, 0)).run();
            double took = (System.nanoTime() - start) / 1e6;
            System.out.println(new Figures(Map.of(Unit.TOOK_MILLIS, took)).line());
        }
    }
}
