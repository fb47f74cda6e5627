/**
 * The first thing a newcomer runs.
 *
 * <p>Job: shows the driver at work, from connecting to ten thousand concurrent callers, and prints what happened.
 * <p>May use: the public API, and the embedded server where no other is named.
 * <p>Entry: {@link dev.weft.quickstart.Quickstart}, and {@link dev.weft.quickstart.LocalServer} for programs of one's own.
 * <p>Threads: the caller's, and one virtual thread per concurrent caller.
 */
@NullMarked
package dev.weft.quickstart;

import org.jspecify.annotations.NullMarked;
