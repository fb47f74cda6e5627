/**
 * What holds the data and understands queries, updates and pipelines.
 *
 * <p>Job: runs one command that is freed of everything that concerns sessions, versions and concerns.
 * <p>May use: {@code wire}, mongo-java-server's memory backend, the server half of {@code dev.weft.protocol}.
 * <p>Entry: {@link dev.weft.testbed.storage.Storage}.
 * <p>Threads: none of its own; any thread may call.
 */
@NullMarked
package dev.weft.testbed.storage;

import org.jspecify.annotations.NullMarked;
