/**
 * Rounds of callers in processes of their own, interleaved.
 *
 * <p>Job: starts the processes, lets the callers of a round go together, takes the figures and their medians.
 * <p>May use: the JDK and HdrHistogram; no peer.
 * <p>Entry: {@link dev.weft.benchmarks.rounds.Peer} for who asks, {@link dev.weft.benchmarks.rounds.Round} for who is measured.
 * <p>Threads: in a measured process one thread per caller, gone when the round ends.
 */
@NullMarked
package dev.weft.benchmarks.rounds;

import org.jspecify.annotations.NullMarked;
