package dev.weft.core.cluster;

import dev.weft.core.connection.Connection;

/** The listener of a connection that has one owner for life, who notices by itself what happens to it. */
final class Unheard implements Connection.Listener {
    static final Unheard LISTENER = new Unheard();

    private Unheard() {}

    @Override
    public void left(Connection connection) {}

    @Override
    public void lateReply(Connection connection) {}

    @Override
    public void drainFailed(Connection connection, Throwable cause) {}

    @Override
    public void perished(Connection connection, Throwable cause) {}
}
