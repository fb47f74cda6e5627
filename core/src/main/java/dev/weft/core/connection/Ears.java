package dev.weft.core.connection;

import dev.weft.protocol.transport.Frame;
import dev.weft.protocol.transport.WireConnection;
import dev.weft.protocol.transport.WireListener;
import org.jspecify.annotations.Nullable;

/**
 * Passes on what the wire says, as soon as there is a connection it is about. Until hands are shaken nobody has been given the connection;
 * what happens to it then fails the opening, which closes it.
 */
final class Ears implements WireListener {
    private final Connection.Listener listener;
    private volatile @Nullable Connection connection;

    Ears(Connection.Listener listener) {
        this.listener = listener;
    }

    void belongTo(Connection opened) {
        connection = opened;
    }

    @Override
    public void left(WireConnection wire) {
        Connection opened = connection;
        if (opened != null) {
            listener.left(opened);
        }
    }

    @Override
    public void lateReply(WireConnection wire, Frame late) {
        Connection opened = connection;
        if (opened != null) {
            opened.tooLate(late);
            listener.lateReply(opened);
        }
    }

    @Override
    public void drainFailed(WireConnection wire, Throwable cause) {
        Connection opened = connection;
        if (opened != null) {
            listener.drainFailed(opened, cause);
        }
    }

    @Override
    public void perished(WireConnection wire, Throwable cause) {
        Connection opened = connection;
        if (opened != null) {
            listener.perished(opened, cause);
        }
    }
}
