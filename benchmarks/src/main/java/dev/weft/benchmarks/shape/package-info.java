/**
 * Bare exchanges, in every shape in which a thread can wait for a socket.
 *
 * <p>Job: answers which shape the transport should have: what one exchange costs, what a deadline adds to it, and what it
 * costs to leave one.
 * <p>May use: the JDK, and {@code protocol.transport} for the shape that was chosen.
 * <p>Entry: {@link dev.weft.benchmarks.shape.ShapeBenchmark}.
 * <p>Threads: one process per shape; in it the callers, and what the shape needs beside them.
 */
@NullMarked
package dev.weft.benchmarks.shape;

import org.jspecify.annotations.NullMarked;
