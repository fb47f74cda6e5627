/**
 * What becomes of calls when a user's own code computes.
 *
 * <p>Job: answers how long calls take while virtual threads that compute hold every carrier, on virtual and on platform threads, through Weft and
 * the official driver.
 * <p>May use: the peers.
 * <p>Entry: {@link dev.weft.benchmarks.carriers.CarriersBenchmark}.
 * <p>Threads: one process per peer and kind; in it, the callers of a round, and as many virtual threads that compute as there are carriers.
 */
@NullMarked
package dev.weft.benchmarks.carriers;

import org.jspecify.annotations.NullMarked;
