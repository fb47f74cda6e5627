/**
 * Benchmarks; each states its question in its Javadoc.
 *
 * <p>Job: measures, beside the bare channel and the official driver.
 * <p>May use: everything.
 * <p>Entry: the main class of each benchmark.
 * <p>Threads: as many as the question asks for.
 */
@NullMarked
package dev.weft.benchmarks;

import org.jspecify.annotations.NullMarked;
