package dev.weft.benchmarks.shape;

import dev.weft.benchmarks.responder.Messages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Where the responder listens, and what is asked of it. */
final class Server {
    private static final int IN_TIME_ID = 1;
    private static final int LATE_ID = 2;

    private final int port;
    private final byte[] inTime = Messages.find(IN_TIME_ID);
    private final byte[] late;

    /** A server that answers late requests after so long. */
    Server(int port, int lateMillis) {
        this.port = port;
        this.late = Messages.lateFind(LATE_ID, lateMillis);
    }

    int port() {
        return port;
    }

    /** The request id, which the reply must answer. */
    static int id(boolean isLate) {
        return isLate ? LATE_ID : IN_TIME_ID;
    }

    /** The request in an array that nobody changes. */
    byte[] request(boolean isLate) {
        return isLate ? late : inTime;
    }

    /** The request in a buffer of the caller's own, so that the JDK copies nothing. */
    ByteBuffer directRequest(boolean isLate) {
        var message = request(isLate);
        return ByteBuffer.allocateDirect(message.length).put(message).flip();
    }

    /** A new connection in blocking mode. */
    SocketChannel connect() throws IOException {
        var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        // Shapes that close what they leave would else run out of ports, and look for a free one longer and longer.
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        return channel;
    }
}
