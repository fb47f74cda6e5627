package dev.weft.protocol.transport;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One address that is being connected to. The loop only says when there is something to see. */
final class ConnectAttempt implements Selected {
    private final SocketAddress address;
    private final SocketChannel channel;
    private final Thread waiter = Thread.currentThread();
    private final SelectionKey key;
    private volatile boolean ready;
    private volatile @Nullable Throwable failure;

    private ConnectAttempt(SocketAddress address, SocketChannel channel, SelectionKey key) {
        this.address = address;
        this.channel = channel;
        this.key = key;
    }

    /** Begins to connect, and never blocks. */
    static ConnectAttempt begin(SocketAddress address, SocketChannel channel, IoLoop loop) throws IOException {
        channel.configureBlocking(false);
        boolean connected = channel.connect(address);
        SelectionKey key = channel.register(loop.selector(), 0);
        ConnectAttempt attempt = new ConnectAttempt(address, channel, key);
        attempt.ready = connected;
        key.attach(attempt);
        if (!connected) {
            key.interestOps(SelectionKey.OP_CONNECT);
            loop.wake();
        }
        return attempt;
    }

    SocketAddress address() {
        return address;
    }

    SocketChannel channel() {
        return channel;
    }

    SelectionKey key() {
        return key;
    }

    /** Whether the connection stands. Throws what the address answered otherwise. */
    boolean connected() throws IOException {
        Throwable failed = failure;
        if (failed != null) {
            throw new IOException(TransportException.messageOf(failed), failed);
        }
        return ready && channel.finishConnect();
    }

    @Override
    public void ready(SelectionKey selected, ByteBuffer scratch) {
        selected.interestOps(0);
        ready = true;
        LockSupport.unpark(waiter);
    }

    @Override
    public void fail(Throwable cause) {
        failure = cause;
        LockSupport.unpark(waiter);
    }

    void abandon(IoLoop loop) {
        try {
            channel.close();
        } catch (IOException e) {
            // Nobody is left to hear of it, and the descriptor is gone all the same.
            failure = e;
        }
        loop.wake();
    }
}
