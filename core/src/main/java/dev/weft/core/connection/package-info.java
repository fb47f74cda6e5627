/**
 * One socket, one conversation.
 *
 * <p>Job: opens connections, shakes hands, sends one command at a time, reads its reply in one pass, tells command events, and turns
 * whatever goes wrong into the errors users catch.
 * <p>May use: the vocabulary, {@code core.time}, {@code core.scope} and the protocol module.
 * <p>Entry: {@link dev.weft.core.connection.ConnectionOpener} for who needs a connection, {@link dev.weft.core.connection.Connection} for
 * who holds one.
 * <p>Threads: starts none; a connection works on the thread of the caller who holds it, a {@link
 * dev.weft.core.connection.Connection.Listener} is called on the I/O loop.
 */
@NullMarked
package dev.weft.core.connection;

import org.jspecify.annotations.NullMarked;
