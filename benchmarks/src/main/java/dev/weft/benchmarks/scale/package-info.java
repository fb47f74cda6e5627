/**
 * What becomes of the figures as things grow in number or size, and what each of them holds in memory.
 *
 * <p>Job: curves over callers, pool size, document size and servers; memory per connection, parked caller, cursor and lying server.
 * <p>May use: {@code suite}, {@code peer}, {@code responder} and {@code rounds}.
 * <p>Entry: {@link dev.weft.benchmarks.scale.ScaleSuites}.
 * <p>Threads: in the process whose memory is measured one virtual thread per parked caller, gone with the process.
 */
@NullMarked
package dev.weft.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
