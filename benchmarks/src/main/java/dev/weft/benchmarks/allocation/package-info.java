/**
 * What a call allocates.
 *
 * <p>Job: makes calls one after the other through the public API in a process that does nothing else, and counts the bytes.
 * <p>May use: {@code peer}, which calls.
 * <p>Entry: {@link dev.weft.benchmarks.allocation.AllocationProcess}; a test of the default build holds its figures against those in a file.
 * <p>Threads: the virtual threads that call, and those of the driver, whose garbage counts, too.
 */
@NullMarked
package dev.weft.benchmarks.allocation;

import org.jspecify.annotations.NullMarked;
