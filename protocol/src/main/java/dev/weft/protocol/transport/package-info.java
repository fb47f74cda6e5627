/**
 * Moves frames over sockets: one I/O loop for the process, one exchange at a time per connection.
 *
 * <p>Job: connects, writes requests on the caller's thread, reads and frames replies on the loop (or
 * on the one caller that there is, {@code Spin}), keeps deadlines.
 * <p>May use: the wire buffer and the JDK's channels. Knows neither commands nor topology.
 * <p>Entry: {@link dev.weft.protocol.transport.Connector}, then {@link dev.weft.protocol.transport.WireConnection}.
 * <p>Threads: one platform daemon thread {@code weft-io}, from the first acquire to the last release; it never decodes,
 * blocks, logs or runs user code. Everything else runs on the caller's thread.
 */
@NullMarked
package dev.weft.protocol.transport;

import org.jspecify.annotations.NullMarked;
