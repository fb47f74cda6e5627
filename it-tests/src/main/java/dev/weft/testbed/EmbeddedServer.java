package dev.weft.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonDocument;

/**
 * A standalone MongoDB server in this process, on a free port of the loopback address, with its data in memory.
 *
 * <p>It is a test double: what a driver sees of a server is its own, queries and updates are mongo-java-server's. All
 * methods may be called from any thread. {@link #close()} ends every connection and every thread.
 */
public final class EmbeddedServer implements TestServer {
    private final ServerProfile profile;
    private final boolean platformThreads;
    private final Storage storage;
    private final ServerSocket listening;
    private final Front front;
    private final Map<Integer, ClientConnection> connections = new ConcurrentHashMap<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile boolean closing;

    private EmbeddedServer(Builder builder) throws IOException {
        profile = builder.profile;
        platformThreads = builder.platformThreads;
        storage = new MemoryStorage();
        listening = new ServerSocket();
        listening.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        listening.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), builder.port), 4096);
        front = new Front(profile, storage, () -> closing);
    }

    /** Starts a server of the newest profile. */
    public static EmbeddedServer start() {
        return builder().start();
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public ServerKind kind() {
        return ServerKind.EMBEDDED;
    }

    public ServerProfile profile() {
        return profile;
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    /** A connection string without options. */
    @Override
    public String uri() {
        return "mongodb://127.0.0.1:" + listening.getLocalPort() + "/";
    }

    /** Connections open now. */
    public int openConnections() {
        return connections.size();
    }

    /** Connections accepted since the start. */
    public int acceptedConnections() {
        return accepted.get();
    }

    /** How often a command of this name has arrived. */
    public long commandCount(String command) {
        return front.observations().count(command);
    }

    /** How often which command has arrived, by name. */
    public Map<String, Long> commandCounts() {
        return front.observations().counts();
    }

    /** The last command of this name as it arrived, with document sequences as arrays. */
    public Optional<BsonDocument> lastCommand(String command) {
        return front.observations().last(command);
    }

    /** What the clients of the open connections said of themselves in their handshakes. */
    public List<BsonDocument> clientMetadata() {
        return connections.values().stream()
                .flatMap(connection -> connection.metadata().stream())
                .toList();
    }

    /** Lets every command of this name wait before it is executed; {@link Duration#ZERO} ends that. */
    public void delay(String command, Duration time) {
        front.delay(command, time);
    }

    /** Keeps every command of this name from being executed until the hold is released. */
    public Hold hold(String command) {
        return front.hold(command);
    }

    /** Closes all open connections and goes on accepting new ones. */
    public void dropConnections() {
        connections.values().forEach(connection -> shut(connection.socket()));
    }

    @Override
    public void close() {
        closing = true;
        shut(listening);
        dropConnections();
        boolean interrupted = false;
        for (Thread thread : threads) {
            interrupted |= joined(thread);
        }
        // A connection may have been accepted while the first round was joined.
        for (Thread thread : threads) {
            interrupted |= joined(thread);
        }
        storage.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private EmbeddedServer begin() {
        thread(this::accept, "accept");
        return this;
    }

    private void accept() {
        while (!closing) {
            try {
                Socket socket = listening.accept();
                var connection = new ClientConnection(accepted.incrementAndGet(), socket);
                connections.put(connection.id(), connection);
                thread(() -> serve(connection), "connection-" + connection.id());
            } catch (IOException e) {
                // Either the server is closing, or the client left before it was accepted.
            }
        }
        dropConnections();
    }

    private void serve(ClientConnection connection) {
        try (Socket socket = connection.socket()) {
            if (!closing && !socket.isClosed()) {
                front.serve(connection);
            }
        } catch (IOException e) {
            // The client left, which it may do at any time.
        } finally {
            connections.remove(connection.id());
            threads.remove(Thread.currentThread());
        }
    }

    private void thread(Runnable task, String name) {
        Thread.Builder builder = platformThreads ? Thread.ofPlatform().daemon() : Thread.ofVirtual();
        Thread thread = builder.name("testbed-" + name).unstarted(task);
        threads.add(thread);
        thread.start();
    }

    /** Waits for a thread whatever happens, and says whether somebody interrupted the wait. */
    private static boolean joined(Thread thread) {
        boolean interrupted = false;
        for (; ; ) {
            try {
                thread.join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    private static void shut(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException("a socket could not be closed", e);
        }
    }

    /** What to start. */
    public static final class Builder {
        private ServerProfile profile = ServerProfile.V8_2;
        private boolean platformThreads;
        private int port;

        private Builder() {}

        /** The version to be. */
        public Builder profile(ServerProfile value) {
            profile = value;
            return this;
        }

        /** Serves on platform threads, for tests that keep all carriers of virtual threads busy. */
        public Builder platformThreads() {
            platformThreads = true;
            return this;
        }

        /** The port, for a server that comes back where another was; 0, the default, takes a free one. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        public EmbeddedServer start() {
            try {
                return new EmbeddedServer(this).begin();
            } catch (IOException e) {
                throw new UncheckedIOException("no server on port " + port, e);
            }
        }
    }
}
