package dev.weft.protocol.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;

/** What is attached to a key of the loop's selector. Called on the loop. */
sealed interface Selected permits Line, ConnectAttempt {
    /** The channel is ready; {@code scratch} is the loop's own buffer, to be used before the method returns. */
    void ready(SelectionKey key, ByteBuffer scratch) throws IOException;

    /** Serving the channel failed; nothing more will come. */
    void fail(Throwable cause);
}
