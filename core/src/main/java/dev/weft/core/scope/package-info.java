/**
 * Lifetimes of threads: whoever starts work here waits for its end, too.
 *
 * <p>Job: starts, names, cancels and joins threads, lexically or for the life of a client.
 * <p>May use: {@code core.time}, {@code dev.weft.error}.
 * <p>Entry: {@link dev.weft.core.scope.Scope}.
 * <p>Threads: starts virtual threads and, for what must not depend on their carriers, platform threads; the only package of
 * the module that does.
 */
@NullMarked
package dev.weft.core.scope;

import org.jspecify.annotations.NullMarked;
