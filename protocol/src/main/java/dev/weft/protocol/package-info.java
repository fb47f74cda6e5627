/**
 * The wire messages of MongoDB, both halves: what a client sends and what a server answers.
 *
 * <p>Job: turns messages into bytes and bytes into messages, and believes no length.
 * <p>May use: {@code org.bson} and {@link dev.weft.protocol.buffer}, nothing else of Weft.
 * <p>Entry: {@link dev.weft.protocol.MessageWriter} and {@link dev.weft.protocol.MessageReader}.
 * <p>Threads: starts none; everything here is stateless or immutable.
 */
@NullMarked
package dev.weft.protocol;

import org.jspecify.annotations.NullMarked;
