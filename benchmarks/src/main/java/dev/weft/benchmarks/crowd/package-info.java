/**
 * Many clients of a large replica set in one process.
 *
 * <p>Job: answers how fast a crowd of clients comes to know its servers, how many connections and checks that takes, and what it costs to keep
 * knowing them.
 * <p>May use: the public API of Weft.
 * <p>Entry: {@link dev.weft.benchmarks.crowd.CrowdBenchmark}.
 * <p>Threads: one process for the servers, one for the clients; in that, the clients' own.
 */
@NullMarked
package dev.weft.benchmarks.crowd;

import org.jspecify.annotations.NullMarked;
