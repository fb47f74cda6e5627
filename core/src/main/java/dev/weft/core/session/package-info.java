/**
 * Sessions and the cluster's time.
 *
 * <p>Job: lends server sessions to calls and takes them back, and keeps the newest {@code $clusterTime} any server has told.
 * <p>May use: the vocabulary, {@code core.time} and {@code core.connection}.
 * <p>Entry: {@link dev.weft.core.session.Session}, made from a client's {@link dev.weft.core.session.ServerSessionPool}; {@link
 * dev.weft.core.session.ClusterClock} beside it.
 * <p>Threads: starts none; pool and clock are shared by every caller of a client without a lock, a session belongs to one call.
 */
@NullMarked
package dev.weft.core.session;

import org.jspecify.annotations.NullMarked;
