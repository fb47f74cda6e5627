/**
 * A run of benchmarks as a whole.
 *
 * <p>Job: what is run for how long, who takes part, and the report that is made of it; and the suites of single calls.
 * <p>May use: {@code peer}, {@code responder}, {@code rounds} and {@code report}.
 * <p>Entry: {@link dev.weft.benchmarks.suite.Bench}.
 * <p>Threads: one, which waits for the peers.
 */
@NullMarked
package dev.weft.benchmarks.suite;

import org.jspecify.annotations.NullMarked;
