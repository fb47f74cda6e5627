/**
 * The one buffer a message is written into.
 *
 * <p>Job: takes bytes, numbers and strings in BSON's form, grows as needed and is used again.
 * <p>May use: {@code org.bson}, nothing else of Weft.
 * <p>Entry: {@link dev.weft.protocol.buffer.WireBuffer}.
 * <p>Threads: starts none; a buffer belongs to one caller at a time.
 */
@NullMarked
package dev.weft.protocol.buffer;

import org.jspecify.annotations.NullMarked;
