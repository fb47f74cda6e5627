package dev.weft.protocol.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * An address that neither answers nor refuses: it listens, but its queue is full and nobody accepts, so that the system
 * drops whoever knocks.
 */
final class BlackHole implements AutoCloseable {
    private static final int BACKLOG = 1;
    private static final int KNOCKS = 8;

    private final ServerSocketChannel listening;
    private final List<SocketChannel> knocking = new ArrayList<>();

    BlackHole(InetAddress address, int port) throws IOException {
        listening = ServerSocketChannel.open();
        try {
            listening.bind(new InetSocketAddress(address, port), BACKLOG);
            boolean answered = true;
            for (int i = 0; i < KNOCKS; i++) {
                SocketChannel channel = SocketChannel.open();
                knocking.add(channel);
                channel.configureBlocking(false);
                answered = channel.connect(listening.getLocalAddress()) || channel.finishConnect();
            }
            if (answered) {
                throw new IOException("this system queues more connections than it was asked to");
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : knocking) {
            channel.close();
        }
        listening.close();
    }
}
