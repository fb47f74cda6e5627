/**
 * The wire messages of MongoDB, both halves: what a client sends and what a server answers.
 *
 * <p>Job: turns messages into bytes and bytes into messages, and believes no length.
 * <p>May use: {@code org.bson}, nothing else of Weft.
 * <p>Entry: the message writer and reader.
 * <p>Threads: starts none; every object belongs to one caller at a time.
 */
@NullMarked
package dev.weft.protocol;

import org.jspecify.annotations.NullMarked;
