/**
 * Rounds of callers in processes of their own, interleaved.
 *
 * <p>Job: starts the processes, lets the callers of a round go together, takes the figures, of closed loops and of open ones.
 * <p>May use: the JDK, HdrHistogram and the names of {@code report}; no peer.
 * <p>Entry: {@link dev.weft.benchmarks.rounds.Peer} for who asks, {@link dev.weft.benchmarks.rounds.Round} for who is measured.
 * <p>Threads: in a measured process one thread per caller, or none where answers are called back; gone when the round ends.
 */
@NullMarked
package dev.weft.benchmarks.rounds;

import org.jspecify.annotations.NullMarked;
