package dev.weft.protocol.transport;

import static dev.weft.protocol.transport.Client.exchange;
import static dev.weft.protocol.transport.Client.in;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.protocol.transport.TransportException.Broken;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same exchange over a socket in the file system. */
@Timeout(60)
class UnixSocketTest {
    private static final int LARGE = 1 << 20;

    private final Client client = new Client();

    /** The system's own temporary folder, because a path may have but a hundred bytes. */
    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        client.close();
    }

    private WireConnection connect(Path path) {
        return Connector.connect(client.loop, new Endpoint.Unix(path), WireOptions.DEFAULT, client, in(10_000));
    }

    /** Answers every request of one client with as many bytes as it has. */
    private static void echo(ServerSocketChannel listening) throws IOException {
        try (SocketChannel peer = listening.accept()) {
            ByteBuffer header = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
            while (readFully(peer, header.clear())) {
                ByteBuffer rest = ByteBuffer.allocate(header.getInt(0) - 16);
                readFully(peer, rest);
                ByteBuffer reply = ByteBuffer.wrap(ScriptedPeer.message(7, header.getInt(4), 0, rest.capacity() - 4));
                while (reply.hasRemaining()) {
                    peer.write(reply);
                }
            }
        }
    }

    private static boolean readFully(SocketChannel peer, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (peer.read(bytes) < 0) {
                return false;
            }
        }
        return true;
    }

    @Test
    void exchangesOverAUnixDomainSocket() throws Exception {
        Path path = folder.resolve("weft.sock");
        var failure = new AtomicReference<Throwable>();
        try (var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listening.bind(UnixDomainSocketAddress.of(path));
            Thread server = Thread.ofPlatform().daemon().start(() -> {
                try {
                    echo(listening);
                } catch (IOException e) {
                    failure.set(e);
                }
            });
            var connection = connect(path);
            for (int payload : new int[] {20, LARGE, 20}) {
                int id = Client.request(connection, 0, payload);
                assertEquals(20 + payload, connection.exchange(id, in(10_000)).length());
                assertTrue(connection.done());
            }
            assertEquals(path.toString(), connection.endpoint().toString());
            connection.close(new IOException("the test is over"));
            server.join();
        }
        assertEquals(null, failure.get());
        assertTrue(Files.deleteIfExists(path));
    }

    @Test
    void perishesWhenTheServerBehindAUnixDomainSocketHangsUp() throws Exception {
        Path path = folder.resolve("weft.sock");
        try (var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listening.bind(UnixDomainSocketAddress.of(path));
            var connection = connect(path);
            listening.accept().close();
            assertTrue(client.hear().startsWith("perished"));
            assertFalse(connection.usable());
            assertThrows(TransportException.Perished.class, () -> exchange(connection, 100));
        }
    }

    @Test
    void saysThatNobodyListens() {
        Path path = folder.resolve("nobody.sock");
        var failure = assertThrows(Broken.class, () -> connect(path));
        assertTrue(failure.getMessage().contains("Could not connect to " + path), failure::getMessage);
        assertTrue(failure.getCause() instanceof IOException);
        assertFalse(failure.bytesSent());
    }

    @Test
    void saysThatAPathIsTooLongAndWhatToDo() {
        Path path = folder.resolve("s".repeat(120));
        var failure = assertThrows(Broken.class, () -> connect(path));
        int bytes = path.toString().length();
        assertTrue(failure.getMessage().contains("its path has " + bytes + " bytes"), failure::getMessage);
        assertTrue(failure.getMessage().contains("move the socket"), failure::getMessage);
        assertFalse(failure.bytesSent());
    }
}
