/**
 * What it costs to borrow and to give back.
 *
 * <p>Job: answers what our pool costs without and with contention, beside fair permits of the JDK.
 * <p>May use: {@code dev.weft.pool} and the JDK.
 * <p>Entry: {@link dev.weft.benchmarks.pool.PoolBenchmark}, run by JMH.
 * <p>Threads: as many callers as a parameter says, in each invocation anew.
 */
@NullMarked
package dev.weft.benchmarks.pool;

import org.jspecify.annotations.NullMarked;
