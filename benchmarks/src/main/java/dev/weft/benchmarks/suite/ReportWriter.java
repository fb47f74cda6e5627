package dev.weft.benchmarks.suite;

import dev.weft.benchmarks.report.Report;
import java.io.IOException;

/** Makes something of a report that lasts. */
@FunctionalInterface
public interface ReportWriter {
    /** Writes it. */
    void write(Report report) throws IOException;
}
