/**
 * The rules of discovery and selection, as functions.
 *
 * <p>Job: turns a topology and a server's word about itself into the next topology, and a topology into the servers that will do.
 * <p>May use: the vocabulary ({@code dev.weft.topology}, {@code dev.weft.error}).
 * <p>Entry: {@link dev.weft.core.topology.TopologyRules}, {@link dev.weft.core.topology.ServerSelection}.
 * <p>Threads: starts none, waits for nothing, reads no clock; everything is a function of its arguments.
 */
@NullMarked
package dev.weft.core.topology;

import org.jspecify.annotations.NullMarked;
