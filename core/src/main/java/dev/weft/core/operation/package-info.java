/**
 * Commands as data.
 *
 * <p>Job: one record per command: writes its own fields straight into the wire buffer, reads its reply straight from the bytes, and declares
 * how it may be routed, retried and concerned. What every command carries (session, cluster time, concerns, limits) is added by {@code
 * core.execute}.
 * <p>May use: the vocabulary, {@code protocol.buffer}, {@code protocol.bson}, {@code core.connection}.
 * <p>Entry: {@link dev.weft.core.operation.Operation}.
 * <p>Threads: starts none; an operation belongs to one call. Those that only read could be shared, those that insert keep the ids they made.
 */
@NullMarked
package dev.weft.core.operation;

import org.jspecify.annotations.NullMarked;
