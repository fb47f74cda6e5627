/**
 * A MongoDB deployment for tests that runs in this process: a test double, and it says so.
 *
 * <p>Job: answers drivers on real sockets as a standalone or a replica set of a chosen version does, and lets tests do to it what
 * happens to deployments. Queries and updates are done by a storage behind it.
 * <p>May use: its own rooms, {@code wire} to {@code member}, which nobody else uses.
 * <p>Entry: {@link dev.weft.testbed.Deployment}; {@link dev.weft.testbed.EmbeddedServer} for one standalone.
 * <p>Threads: those of {@code wire} and {@code replica}, platform threads unless asked otherwise; all ended and joined on close.
 */
@NullMarked
package dev.weft.testbed;

import org.jspecify.annotations.NullMarked;
