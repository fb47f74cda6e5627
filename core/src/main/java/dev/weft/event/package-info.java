/**
 * What happens inside a client, as records for listeners.
 *
 * <p>Job: names the events of commands, pools and topology, and hands them to listeners without harm from them.
 * <p>May use: {@code dev.weft}, {@code .topology}, {@code .error}.
 * <p>Entry: {@link EventSink} for the rooms that emit, {@link MongoEvent} for who listens.
 * <p>Threads: starts none; a listener runs on the thread that did the work.
 */
@NullMarked
package dev.weft.event;

import org.jspecify.annotations.NullMarked;
