/**
 * What a single operation costs.
 *
 * <p>Job: answers what one operation of each kind costs one caller in time and garbage, through Weft and through the official driver.
 * <p>May use: {@code peer}, which calls, and {@code responder}, which answers.
 * <p>Entry: {@link dev.weft.benchmarks.operation.OperationBenchmark}, run by JMH.
 * <p>Threads: those of JMH; the responder has a process of its own.
 */
@NullMarked
package dev.weft.benchmarks.operation;

import org.jspecify.annotations.NullMarked;
