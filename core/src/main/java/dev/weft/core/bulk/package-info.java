/**
 * Several writes in one call.
 *
 * <p>Job: puts any number of writes into as few messages as the server's limits allow, sends one after the other in one session, and adds up
 * what they come to, by the places the user gave them.
 * <p>May use: all rooms before it.
 * <p>Entry: {@link dev.weft.core.bulk.BulkWrite} for one collection, {@link dev.weft.core.bulk.ClientBulkWrite} for any.
 * <p>Threads: starts none; everything runs on the caller's thread.
 */
@NullMarked
package dev.weft.core.bulk;

import org.jspecify.annotations.NullMarked;
