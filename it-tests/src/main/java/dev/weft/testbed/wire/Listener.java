package dev.weft.testbed.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Takes connections on one port of the loopback address and gives each a thread. */
public final class Listener implements AutoCloseable {
    /** What is done with a connection on its thread; when it returns, the connection is closed. */
    public interface Service {
        void serve(ClientConnection connection) throws IOException;
    }

    private static final int BACKLOG = 4096;

    private final InetSocketAddress address;
    private final Threads threads;
    private final Map<Integer, ClientConnection> connections = new ConcurrentHashMap<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile ServerSocket socket;
    private volatile @Nullable Thread acceptor;
    private volatile boolean open = true;

    /** Takes a port; connections wait until {@link #begin}. Port 0 takes a free one. */
    public Listener(int port, Threads threads) {
        this.threads = threads;
        this.socket = bound(port);
        this.address = (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private static ServerSocket bound(int port) {
        try {
            var socket = new ServerSocket();
            socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException("no server on port " + port, e);
        }
    }

    public InetSocketAddress address() {
        return address;
    }

    /** The connections that are open now. */
    public List<ClientConnection> connections() {
        return List.copyOf(connections.values());
    }

    /** Connections accepted since the start. */
    public int accepted() {
        return accepted.get();
    }

    /** Begins to accept, also again after {@link #refuse}. */
    public void begin(Service service) {
        if (socket.isClosed()) {
            socket = bound(address.getPort());
        }
        ServerSocket accepting = socket;
        acceptor = threads.start("accept-" + address.getPort(), () -> accept(accepting, service));
    }

    /** Lets go of the port: who connects now is refused. Open connections stay. */
    public void refuse() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the port could not be given back", e);
        }
        // Until its thread has left the call that waits for a client, the system keeps the port; and whom it has
        // accepted
        // is among the connections only then.
        Thread accepting = acceptor;
        if (accepting != null && Threads.joined(accepting)) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes all open connections. */
    public void cut() {
        connections.values().forEach(ClientConnection::cut);
    }

    @Override
    public void close() {
        open = false;
        refuse();
        cut();
    }

    private void accept(ServerSocket accepting, Service service) {
        while (open && !accepting.isClosed()) {
            try {
                accepted(accepting.accept(), service);
            } catch (IOException e) {
                // Either the port was given back, or the client left before it was accepted.
            }
        }
        if (!open) {
            cut();
        }
    }

    private void accepted(Socket client, Service service) throws IOException {
        var connection = connection(client);
        connections.put(connection.id(), connection);
        threads.start("connection-" + address.getPort() + "-" + connection.id(), () -> serve(connection, service));
    }

    private ClientConnection connection(Socket client) throws IOException {
        try {
            return new ClientConnection(accepted.incrementAndGet(), client, threads);
        } catch (IOException e) {
            // The client has left already, and nobody else would close this end.
            client.close();
            throw e;
        }
    }

    private void serve(ClientConnection connection, Service service) {
        try {
            if (open && !connection.gone()) {
                service.serve(connection);
            }
        } catch (IOException e) {
            // The client left, which it may do at any time.
        } finally {
            connection.cut();
            connections.remove(connection.id());
        }
    }
}
