/**
 * The other side of every call: a server that answers from memory.
 *
 * <p>Job: pre-encoded messages both ways, a process that sends them, in time or late, and how many it could send.
 * <p>May use: the JDK, {@code org.bson} and {@code rounds} for its options; no peer.
 * <p>Entry: {@link dev.weft.benchmarks.responder.Responder}.
 * <p>Threads: one, and a watcher that ends the process with its parent.
 */
@NullMarked
package dev.weft.benchmarks.responder;

import org.jspecify.annotations.NullMarked;
