/**
 * The forms that the lambdas of calls fill in: {@code o -> o.upsert(true)}. Met in completion, rarely imported.
 *
 * <p>Job: lists for each call exactly the options it knows.
 * <p>May use: the vocabulary of the engine.
 * <p>Entry: the last parameter of the calls of {@code dev.weft.client}.
 * <p>Threads: starts none; a form lives as long as its lambda and serves one thread.
 */
@NullMarked
package dev.weft.client.options;

import org.jspecify.annotations.NullMarked;
