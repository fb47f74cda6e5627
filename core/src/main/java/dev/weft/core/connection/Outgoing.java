package dev.weft.core.connection;

import dev.weft.protocol.buffer.WireBuffer;

/** One command on its way out. It writes itself straight into the wire buffer. */
public interface Outgoing {
    /** {@return the command's name, its first field} */
    String commandName();

    /** {@return the database it is for} */
    String database();

    /** {@return what links the commands of one call: the attempts of a retry, the batches of a bulk write} */
    long operationId();

    /** {@return whether the server answers; not with write concern 0} */
    default boolean expectsReply() {
        return true;
    }

    /** {@return whether the server may answer more than once, see {@link Connection#next}} */
    default boolean exhaustAllowed() {
        return false;
    }

    /** {@return whether {@code socketTimeoutMS} bounds an attempt that has no deadline} */
    default boolean heedsReadTimeout() {
        return true;
    }

    /**
     * Writes the command's document, {@code $db}, {@code lsid} and all else included, and after it any sections of kind 1. Called once for
     * each attempt, before any byte is sent; what it throws passes through unchanged and leaves the connection usable.
     *
     * @param out the connection's buffer, behind the byte that begins the section of kind 0
     * @param to the connection it goes to
     */
    void writeBody(WireBuffer out, ConnectionDescription to);
}
