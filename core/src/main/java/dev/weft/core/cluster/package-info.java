/**
 * The running half of discovery: watches servers, keeps their pools, and finds a server for each call.
 *
 * <p>Job: applies the rules of {@code core.topology} to what monitors and calls learn, one step at a time.
 * <p>May use: the vocabulary, {@code core.time}, {@code core.scope}, {@code core.dns}, {@code core.connection}, {@code core.session}, {@code core.topology}.
 * <p>Entry: {@link dev.weft.core.cluster.Cluster}, which gives {@link dev.weft.core.cluster.Server}s, which give {@link
 * dev.weft.core.cluster.Checkout}s.
 * <p>Threads: virtual threads of the client's scope: one per server that watches it, one that measures it beside a stream, one that keeps
 * its pool, and one that delivers events in order; platform threads of it for openings and look-ups. Calls run on their caller's thread.
 */
@NullMarked
package dev.weft.core.cluster;

import org.jspecify.annotations.NullMarked;
