/**
 * What is known of a deployment: its servers and what they are.
 *
 * <p>Job: holds the descriptions that {@code core.topology} computes and that errors, events and clients show.
 * <p>May use: {@code dev.weft}.
 * <p>Entry: {@link Topology}, which holds {@link ServerDescription}s.
 * <p>Threads: starts none; everything is immutable.
 */
@NullMarked
package dev.weft.topology;

import org.jspecify.annotations.NullMarked;
