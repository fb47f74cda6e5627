/**
 * What it costs to choose a server.
 *
 * <p>Job: answers what one selection costs in CPU time and garbage while a replica set of three is steady, beside a whole findOne.
 * <p>May use: the public API of Weft, and {@code dev.weft.core.cluster}, where servers are chosen.
 * <p>Entry: {@link dev.weft.benchmarks.selection.SelectionBenchmark}.
 * <p>Threads: one process per kind; in it, one thread that selects, or the virtual callers of a round.
 */
@NullMarked
package dev.weft.benchmarks.selection;

import org.jspecify.annotations.NullMarked;
