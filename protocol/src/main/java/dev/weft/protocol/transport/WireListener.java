package dev.weft.protocol.transport;

/**
 * Hears what happens to a connection outside of a call.
 *
 * <p>{@link #left} comes first, on the leaving caller's thread. After it, either the owner's {@link
 * WireConnection#done()} returns true, or {@link #drainFailed} is called: one of the two, once, and that one decides who
 * gives the connection back. The other methods may be called on the I/O loop, so they must only hand over: no blocking,
 * no decoding, no user code. What they throw closes the connection.
 */
public interface WireListener {
    /** The caller leaves its exchange and the connection stays open for the late reply. The caller no longer owns it. */
    default void left(WireConnection connection) {}

    /**
     * The reply of an exchange that was left is here. Scan it on a thread of your own, call {@link
     * WireConnection#done()}, and give the connection back if that returns true.
     */
    void lateReply(WireConnection connection, Frame late);

    /** A connection that was left is closed: its bound passed, the server hung up, or somebody closed it. */
    void drainFailed(WireConnection connection, Throwable cause);

    /** An idle connection is closed by what the loop saw: end of stream, a reset, or bytes that nobody asked for. */
    void perished(WireConnection connection, Throwable cause);
}
