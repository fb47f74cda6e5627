/**
 * One member: the way of a request through it.
 *
 * <p>Job: decodes, observes, checks, meets fail points, executes, labels, gossips, replies, in this order and in one method.
 * <p>May use: all other rooms but the face.
 * <p>Entry: {@link dev.weft.testbed.member.MemberServer}.
 * <p>Threads: the connections'.
 */
@NullMarked
package dev.weft.testbed.member;

import org.jspecify.annotations.NullMarked;
