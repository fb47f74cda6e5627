/**
 * The driver benchmark of the specifications ({@code mongodb/specifications}, "Performance Benchmarking"): 25 tasks and their composites.
 *
 * <p>Job: runs each task through Weft and the official driver, iterations interleaved, and scores both by the specification's formulas.
 * <p>May use: the public APIs of both drivers, the data of the specification, {@code rounds} and {@code report}; of Weft's rooms only the
 * buffer that documents are encoded into and the batch they are decoded from.
 * <p>Entry: {@link dev.weft.benchmarks.driverbench.DriverBenchmark}.
 * <p>Threads: a process per driver; in it one caller, and in the parallel tasks as many as there are processors, times two.
 */
@NullMarked
package dev.weft.benchmarks.driverbench;

import org.jspecify.annotations.NullMarked;
