/**
 * A MongoDB server for tests that runs in this process: a test double, and it says so.
 *
 * <p>Job: answers drivers on real sockets as a server of a chosen version does; queries and updates are done by a storage behind it.
 * <p>May use: the server half of {@code dev.weft.protocol}, {@code org.bson}, mongo-java-server's memory backend.
 * <p>Entry: {@link dev.weft.testbed.EmbeddedServer}.
 * <p>Threads: one that accepts and one per connection, virtual unless asked otherwise; all ended and joined on close.
 */
@NullMarked
package dev.weft.testbed;

import org.jspecify.annotations.NullMarked;
