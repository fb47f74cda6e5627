/**
 * What commands do.
 *
 * <p>Job: the commands that concern the server itself, sessions, cursors and the set, and the way of the others to the storage.
 * <p>May use: {@code wire}, {@code storage}, {@code fault}, {@code session}, {@code replica}, {@code strict}.
 * <p>Entry: {@link dev.weft.testbed.command.Commands}, with an {@link dev.weft.testbed.command.Exchange} for each request.
 * <p>Threads: the connection's.
 */
@NullMarked
package dev.weft.testbed.command;

import org.jspecify.annotations.NullMarked;
