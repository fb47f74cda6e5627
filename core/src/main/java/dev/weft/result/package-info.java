/**
 * What operations return.
 *
 * <p>Job: holds results, and the descriptions that list calls return, as values.
 * <p>May use: {@code dev.weft}, {@code dev.weft.topology}.
 * <p>Entry: each record stands for itself.
 * <p>Threads: starts none; everything is immutable.
 */
@NullMarked
package dev.weft.result;

import org.jspecify.annotations.NullMarked;
