/**
 * What clients publish while a case runs.
 *
 * <p>Job: keeps the events a client is to observe, counts and awaits them, compares them with what is expected.
 *
 * <p>May use: the driver's events and settings, {@code unified.file}, {@code unified.match}.
 *
 * <p>Entry: {@link dev.weft.unified.event.EventLog}, {@link dev.weft.unified.event.EventMatcher}.
 *
 * <p>Threads: listeners append on whatever thread publishes; the case's thread waits on a condition.
 */
package dev.weft.unified.event;
