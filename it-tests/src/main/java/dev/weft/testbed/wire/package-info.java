/**
 * Bytes, sockets and waiting.
 *
 * <p>Job: takes connections, reads frames into requests, writes replies, and lets a thread wait for something while it hears that its
 * client leaves.
 * <p>May use: the server half of {@code dev.weft.protocol}, {@code org.bson}.
 * <p>Entry: {@link dev.weft.testbed.wire.Listener}.
 * <p>Threads: one that accepts, one per connection, and one that watches a connection while its thread waits; ended and joined on close.
 */
@NullMarked
package dev.weft.testbed.wire;

import org.jspecify.annotations.NullMarked;
