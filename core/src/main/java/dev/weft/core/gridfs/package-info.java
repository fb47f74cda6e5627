/**
 * Files in chunks (GridFS specification).
 *
 * <p>Job: turns a stream of bytes into chunk documents, many to a message, and chunk documents back into a stream, each byte copied once;
 * nothing of a stream is kept but one batch of chunks.
 * <p>May use: all rooms before it.
 * <p>Entry: {@link dev.weft.core.gridfs.ChunkSink} for what is stored, {@link dev.weft.core.gridfs.ChunkSource} for what is read.
 * <p>Threads: starts none; everything runs on the caller's thread. A sink or a source serves one thread at a time.
 */
@NullMarked
package dev.weft.core.gridfs;

import org.jspecify.annotations.NullMarked;
