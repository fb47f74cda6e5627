/**
 * MongoDB's own engine as a storage.
 *
 * <p>Job: sends commands to an engine process and turns its errors into failures.
 * <p>May use: {@code wire}, the protocol.
 * <p>Entry: {@link dev.weft.testbed.storage.engine.EngineStorage}.
 * <p>Threads: none of its own; any thread may call.
 */
@NullMarked
package dev.weft.testbed.storage.engine;

import org.jspecify.annotations.NullMarked;
