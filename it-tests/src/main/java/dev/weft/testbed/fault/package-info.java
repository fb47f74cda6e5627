/**
 * Fail points: failures that a test orders by command.
 *
 * <p>Job: keeps the fail points of one member, says whether a command meets one, and counts.
 * <p>May use: {@code wire}, {@code org.bson}.
 * <p>Entry: {@link dev.weft.testbed.fault.FailPoints}.
 * <p>Threads: none of its own; any thread may call.
 */
@NullMarked
package dev.weft.testbed.fault;

import org.jspecify.annotations.NullMarked;
