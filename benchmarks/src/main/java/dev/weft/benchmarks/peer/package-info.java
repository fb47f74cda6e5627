/**
 * Those that are measured beside each other: Weft, the official drivers, drivers of other languages, and a bare channel.
 *
 * <p>Job: makes the same calls, on the same documents, through the public API of each peer, and starts them as processes.
 * <p>May use: the public API of each peer, {@code rounds} and {@code responder}.
 * <p>Entry: {@link dev.weft.benchmarks.peer.Roster}.
 * <p>Threads: one process per peer; in it, one thread per caller, or none where answers are called back.
 */
@NullMarked
package dev.weft.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
