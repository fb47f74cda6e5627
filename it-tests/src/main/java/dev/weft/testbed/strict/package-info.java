/**
 * What a command may look like, and who broke the rules.
 *
 * <p>Job: knows the commands of each version and their fields, refuses what a server refuses, and writes down what a driver must never
 * send, whether a server would refuse it or not.
 * <p>May use: {@code wire}, {@code org.bson}.
 * <p>Entry: {@link dev.weft.testbed.strict.CommandShapes} and {@link dev.weft.testbed.strict.Violations}.
 * <p>Threads: none of its own; any thread may call.
 */
@NullMarked
package dev.weft.testbed.strict;

import org.jspecify.annotations.NullMarked;
