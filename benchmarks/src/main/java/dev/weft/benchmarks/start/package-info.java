/**
 * Fresh processes that connect, ping once, say how long that took, and end.
 *
 * <p>Job: measures the start of a driver, and of nothing else: these classes use neither the peers nor the histograms of the other benchmarks.
 * <p>May use: the public API of the driver that is started.
 * <p>Entry: {@link dev.weft.benchmarks.start.WeftStart}, {@link dev.weft.benchmarks.start.SyncStart}, each with a connection string; the suite
 * {@code start} runs them on the class path of {@link dev.weft.benchmarks.start.Jars}.
 * <p>Threads: the main one, and what the driver starts.
 */
@NullMarked
package dev.weft.benchmarks.start;

import org.jspecify.annotations.NullMarked;
