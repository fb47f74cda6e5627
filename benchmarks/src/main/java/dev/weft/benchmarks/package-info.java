/**
 * Benchmarks; each states its question in its Javadoc.
 *
 * <p>Job: measures, beside the bare channel and other drivers.
 * <p>May use: everything.
 * <p>Entry: {@link dev.weft.benchmarks.Benchmarks}, and the main class of each other benchmark.
 * <p>Threads: as many as the question asks for.
 */
@NullMarked
package dev.weft.benchmarks;

import org.jspecify.annotations.NullMarked;
