/**
 * The one loop.
 *
 * <p>Job: runs an operation: selects a server, checks a connection out, sends, reads, tells the cluster what failed, tries again where the
 * specifications allow it, and holds the deadline over all of it.
 * <p>May use: the vocabulary, {@code core.time}, {@code core.connection}, {@code core.session}, {@code core.topology}, {@code
 * core.cluster}, {@code core.operation}.
 * <p>Entry: {@link dev.weft.core.execute.OperationRunner}.
 * <p>Threads: starts none; everything runs on the caller's thread. A runner is shared, a call belongs to one thread at a time.
 */
@NullMarked
package dev.weft.core.execute;

import org.jspecify.annotations.NullMarked;
