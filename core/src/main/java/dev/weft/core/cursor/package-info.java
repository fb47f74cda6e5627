/**
 * Cursors.
 *
 * <p>Job: hands out the documents of a cursor batch by batch, asks for more on the server that has it, and sees to it that no cursor stays
 * open on a server when nobody wants it any more.
 * <p>May use: all rooms before it.
 * <p>Entry: {@link dev.weft.core.cursor.Cursors}, one per client, which opens {@link dev.weft.core.cursor.BatchCursor}s.
 * <p>Threads: one virtual thread in the client's scope, which closes what was forgotten, from the first forgettable cursor on; and one for
 * each clean-up of an interrupted caller. A cursor serves one thread at a time.
 */
@NullMarked
package dev.weft.core.cursor;

import org.jspecify.annotations.NullMarked;
