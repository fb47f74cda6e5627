/**
 * What was measured, as a value, and what is made of it.
 *
 * <p>Job: keeps the figures of a run with the machine and the versions they belong to, reads and writes them as JSON, draws them, and compares
 * two of them.
 * <p>May use: the JDK and {@code org.bson} (for JSON); no peer.
 * <p>Entry: {@link dev.weft.benchmarks.report.Report}.
 * <p>Threads: none; all are values.
 */
@NullMarked
package dev.weft.benchmarks.report;

import org.jspecify.annotations.NullMarked;
