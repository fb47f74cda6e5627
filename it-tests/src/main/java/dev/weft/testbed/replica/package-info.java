/**
 * What a replica set agrees on: its members and their roles, who is primary, and which write is where.
 *
 * <p>Job: keeps the view that all members share, elects, steps down, orders writes in time, says how far each member has applied them.
 * <p>May use: {@code wire}, {@code org.bson}.
 * <p>Entry: {@link dev.weft.testbed.replica.ReplicaSet} for a deployment, {@link dev.weft.testbed.replica.Standing} for one member.
 * <p>Threads: one per set that holds elections; any thread may call.
 */
@NullMarked
package dev.weft.testbed.replica;

import org.jspecify.annotations.NullMarked;
