/**
 * What can go wrong in a correct program: one sealed tree by cause.
 *
 * <p>Job: names causes, carries the figures that matter, and says what to do.
 * <p>May use: {@code dev.weft}, {@code dev.weft.topology}, {@code dev.weft.result}.
 * <p>Entry: {@link MongoException}.
 * <p>Threads: starts none; labels are the only thing that changes, and they change before a failure is thrown.
 */
@NullMarked
package dev.weft.error;

import org.jspecify.annotations.NullMarked;
