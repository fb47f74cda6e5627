/**
 * The one buffer a message is written into.
 *
 * <p>Job: takes bytes, numbers and strings in BSON's form, grows as needed and is used again. Keeps arrays of large messages for the next one.
 * <p>May use: {@code org.bson}, nothing else of Weft.
 * <p>Entry: {@link dev.weft.protocol.buffer.WireBuffer}.
 * <p>Threads: starts none; a buffer belongs to one caller at a time, the store of large arrays to all.
 */
@NullMarked
package dev.weft.protocol.buffer;

import org.jspecify.annotations.NullMarked;
