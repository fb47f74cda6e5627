/**
 * Clocks, deadlines, and the one way to wait for them.
 *
 * <p>Job: reads the clock, computes with deadlines, and parks a thread until one of them.
 * <p>May use: the JDK.
 * <p>Entry: {@link dev.weft.core.time.NanoClock}, {@link dev.weft.core.time.Deadline}, {@link dev.weft.core.time.Parking}.
 * <p>Threads: starts none; everything may be used by any thread.
 */
@NullMarked
package dev.weft.core.time;

import org.jspecify.annotations.NullMarked;
