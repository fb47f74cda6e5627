/**
 * A strictly fair, lock-free pool of reusable things.
 *
 * <p>Job: hands out, takes back and keeps count, in the order of asking.
 * <p>May use: the JDK alone.
 * <p>Entry: the pool itself.
 * <p>Threads: starts none and reads only the clock it is given; every method may be called from any thread.
 */
@NullMarked
package dev.weft.pool;

import org.jspecify.annotations.NullMarked;
