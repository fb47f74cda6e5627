/**
 * The memory backend of mongo-java-server, and what it lacks.
 *
 * <p>Job: runs commands on data in memory; adds the options of collections, the stages, the forms of updates and the error codes of a
 * server that the backend does not know and the driver specifications' cases use.
 * <p>May use: {@code wire}, mongo-java-server.
 * <p>Entry: {@link dev.weft.testbed.storage.memory.MemoryStorage}.
 * <p>Threads: none of its own; any thread may call.
 */
@NullMarked
package dev.weft.testbed.storage.memory;

import org.jspecify.annotations.NullMarked;
