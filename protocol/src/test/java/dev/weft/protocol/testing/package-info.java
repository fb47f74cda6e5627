/**
 * Scripted and faulty servers for tests of every module.
 *
 * <p>Job: says and does on a socket what a test wants a server to say and do.
 * <p>May use: {@code dev.weft.protocol} and its buffer and BSON rooms.
 * <p>Entry: {@link dev.weft.protocol.testing.ScriptedServer}.
 * <p>Threads: one platform thread per connection and one that accepts; all joined on close.
 */
@NullMarked
package dev.weft.protocol.testing;

import org.jspecify.annotations.NullMarked;
