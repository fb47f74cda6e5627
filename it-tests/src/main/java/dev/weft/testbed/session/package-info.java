/**
 * Logical sessions and what they remember of retryable writes.
 *
 * <p>Job: knows the sessions of a deployment, lets one command at a time use a session for a numbered write, replays what was done.
 * <p>May use: {@code wire}, {@code org.bson}.
 * <p>Entry: {@link dev.weft.testbed.session.Sessions}.
 * <p>Threads: none of its own; any thread may call.
 */
@NullMarked
package dev.weft.testbed.session;

import org.jspecify.annotations.NullMarked;
