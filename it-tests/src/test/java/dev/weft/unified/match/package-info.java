/**
 * Compares what a file expects with what happened.
 *
 * <p>Job: the rules of "Evaluating Matches", all operators included; a mismatch names the place.
 *
 * <p>May use: {@code org.bson}, {@code unified.file}.
 *
 * <p>Entry: {@link dev.weft.unified.match.Matcher}.
 *
 * <p>Threads: values only, none of its own.
 */
package dev.weft.unified.match;
