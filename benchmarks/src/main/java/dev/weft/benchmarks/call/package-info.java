/**
 * Whole calls through a driver, against a canned responder in its own process.
 *
 * <p>Job: answers what one findOne, insertOne or ping costs in time, CPU and garbage, beside the official driver and a
 * bare channel.
 * <p>May use: the public API of each peer.
 * <p>Entry: {@link dev.weft.benchmarks.call.CallBenchmark}.
 * <p>Threads: one process per peer; in it, one virtual thread per caller.
 */
@NullMarked
package dev.weft.benchmarks.call;

import org.jspecify.annotations.NullMarked;
